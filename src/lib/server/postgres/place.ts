import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	lchownSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	realpathSync,
	rmdirSync,
	statSync
} from 'node:fs';
import path from 'node:path';
import { canReach, chooseOsUser, type OsUser } from './os-user.ts';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

/** Where one embedded PostgreSQL lives, and who runs it. */
export type Place = {
	/** The folder of everything below; the copy of the binaries, the secret and the log lie in it. */
	folder: string;
	/** PostgreSQL's own data ("PGDATA"). */
	cluster: string;
	/** null: the same user as this program. */
	user: OsUser | null;
};

/** Where data go that the database user could not reach beside the clone. */
const VAR_LIB = '/var/lib/ngayhoi';

/** A name for a folder from any name: ASCII, short, the marks of Vietnamese taken off. */
export function plainName(name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[đĐ]/g, 'd')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	return plain.slice(0, 24) || 'clone';
}

/**
 * The folder under /var/lib that belongs to the data folder of one clone and of no other:
 * `<name of the clone>-<hash of its real path>/<name of the data folder>`.
 */
export function placeUnderVarLib(dataDir: string, under = VAR_LIB): string {
	const clone = path.dirname(dataDir);
	let real = clone;
	try {
		real = realpathSync(clone);
	} catch {
		// The folder is still to be made: its own path names it.
	}
	const hash = createHash('sha256').update(real).digest('hex').slice(0, 12);
	return path.join(
		under,
		`${plainName(path.basename(real))}-${hash}`,
		plainName(path.basename(dataDir))
	);
}

function ownerOf(folder: string): number | null {
	return statSync(path.join(folder, 'postgres', 'PG_VERSION'), { throwIfNoEntry: false })
		? statSync(path.join(folder, 'postgres')).uid
		: null;
}

/** Makes a folder and those above it. What is made can be entered by everybody, whatever the umask; what exists is left alone. */
function makePassable(folder: string): void {
	if (statSync(folder, { throwIfNoEntry: false })) return;
	makePassable(path.dirname(folder));
	mkdirSync(folder, { recursive: true });
	chmodSync(folder, 0o711);
}

function giveAll(file: string, user: OsUser): void {
	lchownSync(file, user.uid, user.gid);
	if (!lstatSync(file).isDirectory()) return;
	for (const name of readdirSync(file)) giveAll(path.join(file, name), user);
}

/** Makes sure that `user` alone owns and can enter `<folder>/postgres`; false when that is impossible there. */
function prepare(folder: string, user: OsUser | null): boolean {
	const cluster = path.join(folder, 'postgres');
	try {
		if (user) makePassable(folder);
		else mkdirSync(folder, { recursive: true });
		mkdirSync(cluster, { recursive: true, mode: 0o700 });
		if (user) {
			// Data copied back by root belong to root; PostgreSQL wants them to belong to whoever runs it.
			if (statSync(cluster).uid === 0) giveAll(cluster, user);
			chownSync(cluster, user.uid, user.gid);
		}
		chmodSync(cluster, 0o700);
	} catch {
		return false;
	}
	if (canReach(user, 'enter', [cluster])) return true;
	if (readdirSync(cluster).length === 0) rmdirSync(cluster);
	return false;
}

/**
 * Finds the place of the data. Data that exist decide: their place and their owner are kept, so that a change of
 * permissions somewhere above never starts the program on an empty database. Else `dataDir`, or for root, when the
 * database user cannot enter it, a folder of this clone under /var/lib.
 * @throws StartTrouble when neither can be used
 */
export function findPlace(dataDir: string, candidates?: string[]): Place {
	const root = process.getuid?.() === 0;
	const folders = root ? [dataDir, placeUnderVarLib(dataDir)] : [dataDir];
	let cause: unknown;
	try {
		const owners = new Map(folders.map((folder) => [folder, ownerOf(folder)]));
		const filled = folders.filter((folder) => owners.get(folder) !== null);
		for (const folder of filled.length > 0 ? filled : folders) {
			const user = chooseOsUser(owners.get(folder) ?? null, candidates);
			if (!prepare(folder, user)) continue;
			return { folder, cluster: path.join(realpathSync(folder), 'postgres'), user };
		}
	} catch (error) {
		if (error instanceof StartTrouble) throw error;
		cause = error;
	}
	throw new StartTrouble(
		`Không dùng được thư mục dữ liệu ${dataDir} với người dùng đang chạy: hãy chạy bằng người dùng đã tạo ra nó, đặt DATA_DIR sang thư mục khác, ${OWN_SERVER_VI}.`,
		`The data folder ${dataDir} cannot be used by the user who runs the program: run it as the user who made the folder, set DATA_DIR to another one, ${OWN_SERVER_EN}.`,
		{ cause }
	);
}
