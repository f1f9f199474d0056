import fs from 'node:fs';
import path from 'node:path';
import { alone } from './alone.js';
import { runNode } from './child.js';
import { giveUp, say } from './say.js';

const LOCK = 'package-lock.json';
/** npm's own record, written when an installation is complete. */
const INSTALLED = 'node_modules/.package-lock.json';
const BEFORE = 'node_modules.before';
const UNDER_WAY = 'node_modules.under-way';

/** @param {string} folder */
const isUsable = (folder) =>
	['vite/bin/vite.js', '@sveltejs/kit', 'postgres'].every((part) =>
		fs.existsSync(path.join(folder, part))
	);

/** npm's own program: run by this very Node it needs no PATH (`env -i`). */
function npmProgram() {
	const bin = path.dirname(fs.realpathSync(process.execPath));
	const places = [
		process.env.npm_execpath ?? '',
		path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
		path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
		'/usr/share/nodejs/npm/bin/npm-cli.js'
	];
	return places.find((place) => place.endsWith('npm-cli.js') && fs.existsSync(place));
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package
 * @typedef {Record<string, Package>} Packages
 */

/** @param {string} file @returns {Packages | null} */
function packagesOf(file) {
	if (!fs.existsSync(file)) return null;
	return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
}

/** Whether npm may have left it out on this machine. @param {Package} one */
function mayBeAbsent({ optional, devOptional, os, cpu, libc }) {
	// Built for this very machine: absent only when the folder was copied from another kind of machine.
	const ours = os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;
	return Boolean((optional || devOptional) && !ours);
}

/**
 * Whether what npm says it has installed is what the lockfile asks for. Compared by content: a checkout or a copy
 * gives files any time.
 */
function isInstalled() {
	const locked = packagesOf(LOCK);
	const installed = packagesOf(INSTALLED);
	if (!isUsable('node_modules') || !installed) return false;
	return Object.entries(locked ?? {}).every(([place, wanted]) => {
		const found = installed[place];
		return place === '' || (found ? found.version === wanted.version : mayBeAbsent(wanted));
	});
}

/**
 * Installs the packages of the lockfile into `node_modules` when they are not there or are others. Without a network
 * the packages of an earlier start are kept, with a warning.
 */
export async function installWhenMissing() {
	if (isInstalled() && !fs.existsSync(BEFORE)) return;
	await alone(path.resolve(UNDER_WAY), install);
}

async function install() {
	if (fs.existsSync(BEFORE)) {
		// A start that was cut off while it installed: the last good folder is still aside.
		fs.rmSync('node_modules', { recursive: true, force: true });
		fs.renameSync(BEFORE, 'node_modules');
	}
	if (isInstalled()) return;
	const npm = npmProgram();
	if (!npm) {
		giveUp(
			'Không tìm thấy npm: vui lòng cài npm rồi chạy lại.',
			'npm was not found: install npm, then start again.'
		);
	}
	say(
		'Đang tải các thư viện từ kho npm (khoảng 400 gói, 150 MB; chỉ lần đầu hoặc khi có thay đổi)…',
		'Downloading the libraries from the npm registry (about 400 packages, 150 MB; the first time or after a change)…'
	);
	// `npm ci` deletes the folder before it knows whether the network is there.
	if (fs.existsSync('node_modules')) fs.renameSync('node_modules', BEFORE);
	process.env.PATH ??= `${path.dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
	const verb = fs.existsSync(LOCK) ? 'ci' : 'install';
	const flags = [
		'--include=dev',
		'--include=optional',
		'--prefer-offline',
		'--no-audit',
		'--no-fund'
	];
	const { ok } = await runNode([npm, verb, ...flags], { quiet: false });
	if (ok && isUsable('node_modules')) {
		fs.rmSync(BEFORE, { recursive: true, force: true });
		return;
	}
	if (!isUsable(BEFORE)) {
		giveUp(
			'Chưa cài được các thư viện (xem ở trên): vui lòng kiểm tra mạng Internet rồi chạy lại.',
			'The libraries could not be installed (see above): check the Internet connection, then start again.'
		);
	}
	fs.rmSync('node_modules', { recursive: true, force: true });
	fs.renameSync(BEFORE, 'node_modules');
	say(
		'Cảnh báo: chưa tải được thư viện mới; chạy tiếp với bộ đã cài trước đây.',
		'Warning: the new libraries could not be downloaded; going on with those installed before.'
	);
}
