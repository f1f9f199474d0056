import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The password of the embedded PostgreSQL, in a file of mode 0600 beside its data; made on the first start.
 * @returns `made`: there was none, so a database that exists does not know this one yet
 */
export function readSecret(folder: string): { secret: string; made: boolean } {
	const file = path.join(folder, 'postgres.secret');
	try {
		// "wx": of two first starts at once, one writes and the other reads.
		writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
		return { secret: readFileSync(file, 'utf8').trim(), made: true };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const secret = readFileSync(file, 'utf8').trim();
	if (secret !== '') return { secret, made: false };
	// A power cut between making and writing the file leaves it empty.
	writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
	return { secret: readFileSync(file, 'utf8').trim(), made: true };
}
