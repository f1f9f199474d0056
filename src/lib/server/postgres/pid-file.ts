/** What PostgreSQL writes into `postmaster.pid` (src/include/utils/pidfile.h; eight lines, the last ones late). */
export type PidFile = {
	pid: number;
	cluster: string;
	/** Absent while the server is still opening it. */
	socketFolder: string | null;
	status: 'starting' | 'ready' | 'stopping' | 'standby' | null;
};

/**
 * Reads the text of a `postmaster.pid`.
 * @returns null for an empty or garbled file, as a power cut leaves it
 */
export function parsePidFile(text: string): PidFile | null {
	const lines = text.split('\n').map((line) => line.trimEnd());
	const [pid = '', cluster = '', , , socketFolder = ''] = lines;
	if (!/^\d{1,10}$/.test(pid) || Number(pid) < 2 || cluster === '') return null;
	const status = lines[7]?.trim();
	return {
		pid: Number(pid),
		cluster,
		socketFolder: socketFolder || null,
		status:
			status === 'starting' || status === 'ready' || status === 'stopping' || status === 'standby'
				? status
				: null
	};
}
