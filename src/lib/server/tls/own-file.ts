import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** The text of a file, or null when there is none. */
export async function readIfThere(file: string): Promise<string | null> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/**
 * Writes a secret file (mode 0600) whole or not at all, whenever the power goes.
 * @param replace false: of two programs that start at once over one folder the first one's file stands
 * @returns the text that the file holds afterwards
 */
export async function writeWhole(file: string, text: string, replace: boolean): Promise<string> {
	const draft = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		await writeFile(draft, text, { mode: 0o600, flush: true });
		if (replace) {
			await rename(draft, file);
			return text;
		}
		try {
			await link(draft, file);
			return text;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			return await readFile(file, 'utf8');
		}
	} finally {
		await rm(draft, { force: true });
	}
}
