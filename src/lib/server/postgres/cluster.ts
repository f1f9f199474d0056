import { spawn } from 'node:child_process';
import {
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { program } from './binaries.ts';
import { asUser } from './os-user.ts';
import type { Place } from './place.ts';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

/** The role and the database that the program uses in its embedded PostgreSQL. */
export const ROLE = 'ngayhoi';
export const DATABASE = 'ngayhoi';

/**
 * The environment of every PostgreSQL process: bare, so that neither a missing locale (`env -i`) nor PGDATA or
 * LD_LIBRARY_PATH of the caller changes anything. Windows programs need the system's own.
 */
export function bareEnv(): NodeJS.ProcessEnv {
	if (process.platform !== 'win32') return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
	const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/i.test(name));
	return { ...Object.fromEntries(kept), TZ: 'UTC' };
}

/** Runs one of PostgreSQL's programs to its end and gives what it said; rejects with that when it fails. */
function run(place: Place, command: string, args: string[], input = ''): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			...asUser(place.user),
			cwd: place.folder,
			env: bareEnv(),
			stdio: ['pipe', 'pipe', 'pipe'],
			windowsHide: true
		});
		const atExit = () => void child.kill();
		process.once('exit', atExit);
		child.once('close', () => process.off('exit', atExit));
		let said = '';
		child.stdout.on('data', (text) => (said += text));
		child.stderr.on('data', (text) => (said += text));
		child.stdin.on('error', () => {});
		child.stdin.end(input);
		child.once('error', reject);
		child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said.trim()))));
	});
}

/** How the folder begins in which a cluster is being built. */
const HALF = 'postgres.half-';

/**
 * Removes what a killed start left behind. Its `initdb` may outlive it and write on for a moment, so that folders which
 * were just emptied are not empty; it ends as soon as it misses its files. What cannot be removed is left to the next
 * start: it is in nobody's way.
 */
async function removeHalf(folder: string): Promise<void> {
	for (let tries = 0; tries < 50; tries++) {
		try {
			return rmSync(folder, { recursive: true, force: true });
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}

/**
 * Makes the cluster when there is none: built aside and renamed when it is whole, so that a start that was killed
 * midway leaves nothing that looks like data.
 * @returns whether it was made now
 * @throws StartTrouble with PostgreSQL's own last words
 */
export async function makeCluster(place: Place, native: string, secret: string): Promise<boolean> {
	if (existsSync(path.join(place.cluster, 'PG_VERSION'))) return false;
	for (const name of readdirSync(place.folder)) {
		if (name.startsWith(HALF)) await removeHalf(path.join(place.folder, name));
	}
	const half = mkdtempSync(path.join(place.folder, HALF));
	const passwordFile = `${half}/secret`;
	const cluster = `${half}/cluster`;
	mkdirSync(cluster, { mode: 0o700 });
	if (place.user) {
		for (const folder of [half, cluster]) chownSync(folder, place.user.uid, place.user.gid);
	}
	writeFileSync(passwordFile, `${secret}\n`, { mode: 0o600 });
	if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
	try {
		await run(place, program(native, 'initdb'), [
			...['-D', cluster, '-U', ROLE, '--pwfile', passwordFile],
			...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums'],
			// Not the system's locales, which a slim machine lacks and an upgrade changes under the indexes.
			...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
		]);
		rmSync(place.cluster, { recursive: true, force: true });
		renameSync(cluster, place.cluster);
		return true;
	} catch (cause) {
		const words = String((cause as Error).message)
			.split('\n')
			.slice(-3)
			.join(' ');
		throw new StartTrouble(
			`Không tạo được cơ sở dữ liệu trong ${place.folder} (${words}): hãy kiểm tra dung lượng và quyền ghi, ${OWN_SERVER_VI}.`,
			`The database could not be made in ${place.folder} (${words}): check free space and permissions, ${OWN_SERVER_EN}.`,
			{ cause }
		);
	} finally {
		await removeHalf(half);
	}
}

/** Gives the role the secret of the file again, when the file was lost but the data were not. Nothing may run in the cluster. */
export async function renewSecret(place: Place, native: string, secret: string): Promise<void> {
	await run(
		place,
		program(native, 'postgres'),
		['--single', '-D', place.cluster, '-c', 'password_encryption=scram-sha-256', 'postgres'],
		`ALTER ROLE ${ROLE} PASSWORD '${secret}';\n`
	);
}
