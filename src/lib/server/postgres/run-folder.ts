import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Place } from './place.ts';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

/**
 * Most bytes of a socket's whole path. The kernel holds 108 (Linux) or 104 (macOS) with the closing zero, and cuts
 * or refuses a longer one; Vietnamese letters count two or three.
 */
export const SOCKET_PATH_BYTES = 100;

/** The longest name of a socket in the folder: PostgreSQL's own. */
export const SOCKET_NAME = '.s.PGSQL.5432';

/** Whether sockets can lie in this folder. */
export function fitsSocket(folder: string): boolean {
	return Buffer.byteLength(path.join(folder, SOCKET_NAME)) <= SOCKET_PATH_BYTES;
}

/**
 * Where the sockets of the data in `folder` may lie, best first: beside the data, else a short folder named after
 * the data folder in a directory that only this user can write, else in the temporary directory.
 */
export function runFolders(folder: string, env: NodeJS.ProcessEnv, root: boolean): string[] {
	const short = `ngayhoi-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
	const parents = [root ? '/run' : env.XDG_RUNTIME_DIR, os.tmpdir(), '/tmp'];
	return [
		path.join(folder, 'run'),
		...parents.filter((parent) => parent !== undefined).map((parent) => path.join(parent, short))
	].filter(fitsSocket);
}

/**
 * Makes the folder of the sockets: mode 0700, owned by the database user, so that the way in is closed to all
 * others before any password is asked.
 * @throws StartTrouble when there is no such folder, or somebody else owns it
 */
export function makeRunFolder(place: Place): string {
	for (const folder of runFolders(place.folder, process.env, process.getuid?.() === 0)) {
		try {
			mkdirSync(folder, { recursive: true, mode: 0o700 });
			const stat = lstatSync(folder);
			const mine = [process.getuid?.(), place.user?.uid].includes(stat.uid);
			// In a shared directory somebody else could have put a folder of this name, or a link, before us.
			if (process.platform !== 'win32' && (!mine || !stat.isDirectory())) continue;
			if (place.user) chownSync(folder, place.user.uid, place.user.gid);
			chmodSync(folder, 0o700);
			return folder;
		} catch {
			continue;
		}
	}
	throw new StartTrouble(
		`Không tạo được thư mục tạm ngắn cho PostgreSQL (đã thử /run và ${os.tmpdir()}): hãy đặt DATA_DIR sang đường dẫn ngắn hơn, ${OWN_SERVER_VI}.`,
		`No short folder could be made for PostgreSQL's socket (tried /run and ${os.tmpdir()}): set DATA_DIR to a shorter path, ${OWN_SERVER_EN}.`
	);
}
