import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

/** The operating-system user that PostgreSQL runs as when the program itself is root. */
export type OsUser = { name: string; uid: number; gid: number };

/** Who may run PostgreSQL for root, best first: `nobody` is in practically every image, so no user is ever created. */
export const CANDIDATE_USERS = ['postgres', 'nobody'];

/**
 * Finds a user in the text of /etc/passwd.
 * @param key a name, or a uid
 */
export function findInPasswd(passwd: string, key: string | number): OsUser | null {
	for (const line of passwd.split('\n')) {
		const [name, , uid, gid] = line.split(':');
		if (!name || !uid || !gid) continue;
		if (name === key || Number(uid) === key) return { name, uid: Number(uid), gid: Number(gid) };
	}
	return null;
}

function lookUp(key: string | number): OsUser | null {
	try {
		const found = findInPasswd(readFileSync('/etc/passwd', 'utf8'), key);
		if (found) return found;
	} catch {
		// No such file: ask the system below.
	}
	// Users that live in a directory service (macOS, LDAP) are not in the file.
	const ask = (flag: string) =>
		spawnSync('id', [flag, String(key)], { encoding: 'utf8' }).stdout?.trim();
	const [uid, gid, name] = [ask('-u'), ask('-g'), ask('-un')];
	return uid && gid && name ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/**
 * Decides who runs PostgreSQL.
 * @param owner uid that owns data which exist already, if there are any
 * @param candidates names to try for root when there are no data, or root owns them (restored from a copy)
 * @returns null: the same user as this program
 * @throws StartTrouble when PostgreSQL could not run as anybody: it refuses root, and a uid without a name
 */
export function chooseOsUser(owner: number | null, candidates = CANDIDATE_USERS): OsUser | null {
	const me = process.getuid?.();
	if (me === undefined) return null;
	if (me !== 0) {
		try {
			os.userInfo();
			return null;
		} catch (cause) {
			throw new StartTrouble(
				`PostgreSQL đi kèm không chạy được với người dùng hệ điều hành số ${me} vì số này không có tên: hãy chạy bằng người dùng có tên, ${OWN_SERVER_VI}.`,
				`The embedded PostgreSQL cannot run as user id ${me}, which has no name on this machine: run the program as a named user, ${OWN_SERVER_EN}.`,
				{ cause }
			);
		}
	}
	const found = owner ? lookUp(owner) : candidates.map(lookUp).find((user) => user !== null);
	if (found && found.uid !== 0) return found;
	throw owner
		? new StartTrouble(
				`Dữ liệu thuộc về người dùng số ${owner}, không có tên trên máy này: hãy đổi chủ thư mục dữ liệu, ${OWN_SERVER_VI}.`,
				`The data belong to user id ${owner}, which has no name on this machine: change the owner of the data folder, ${OWN_SERVER_EN}.`
			)
		: new StartTrouble(
				`PostgreSQL không chạy được với quyền root và máy này không có người dùng ${candidates.join(', ')}: hãy chạy bằng người dùng thường, ${OWN_SERVER_VI}.`,
				`PostgreSQL refuses to run as root and this machine has no user ${candidates.join(' or ')}: run the program as an ordinary user, ${OWN_SERVER_EN}.`
			);
}

/** Options for `spawn` that make a child run as `user`. */
export function asUser(user: OsUser | null): { uid?: number; gid?: number } {
	return user ? { uid: user.uid, gid: user.gid } : {};
}

/**
 * Asks the operating system itself whether `user` gets at all of `paths`: the mode bits alone do not know of
 * access lists, root squash or a closed folder further up.
 * @param kind `read` a file, or `enter` a folder and write in it
 * @throws StartTrouble when this program may not act as another user at all
 */
export function canReach(user: OsUser | null, kind: 'read' | 'enter', paths: string[]): boolean {
	if (process.platform === 'win32') return true;
	const test = kind === 'read' ? 'test -r "$f"' : 'test -w "$f" && cd "$f"';
	const asked = spawnSync('/bin/sh', ['-c', `for f do ${test} || exit 1; done`, 'sh', ...paths], {
		...asUser(user),
		cwd: '/',
		env: {},
		stdio: 'ignore'
	});
	if (!asked.error) return asked.status === 0;
	throw new StartTrouble(
		`Chương trình không được phép chạy PostgreSQL dưới tên người dùng "${user?.name}": hãy chạy bằng người dùng thường, ${OWN_SERVER_VI}.`,
		`The program is not allowed to run PostgreSQL as the user "${user?.name}": run it as an ordinary user, ${OWN_SERVER_EN}.`,
		{ cause: asked.error }
	);
}
