/** The one page of a station, and what its framework asks for beside it. */
export const PAGE = '/station';
export const PAGE_DATA = '/station/__data.json';
/** Written by the build: every file that the page may ever ask for. */
export const SHELL_LIST = '/_app/station-shell.json';

/** Reads the build's list; throws on anything else, so that a broken build never becomes a device's only copy. */
export function readShellList(read: unknown): string[] {
	if (!Array.isArray(read) || read.length === 0 || !read.every((path) => typeof path === 'string'))
		throw new TypeError('not a list of files');
	return read;
}

/**
 * Whether a request is for the page, or for a file that lies with it. Whatever the server answers to this very device is
 * never among them: its contacts, snapshots, voices recorded for a field event.
 */
export function isShellPath(path: string, mode: RequestMode): boolean {
	if (mode === 'navigate') return path === PAGE;
	return (
		path === PAGE_DATA ||
		path.startsWith('/_app/immutable/') ||
		path.startsWith('/voice/synthetic/') ||
		path === '/station.webmanifest' ||
		path.startsWith('/station-icon-') ||
		path === '/favicon.svg'
	);
}
