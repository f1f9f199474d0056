import { existsSync } from 'node:fs';
import path from 'node:path';
import { browserPlace, DEBIAN, placeOf } from './browsers.js';
import { run, runTool } from './process.js';

const minute = 60_000;

/** Installs the npm packages of the lock file when any is missing or another. False when that failed. */
export async function installWhenMissing() {
	const script = `(await import('./src/start/install.js')).installWhenMissing()`;
	const args = ['--input-type=module', '--eval', script];
	return (await run(process.execPath, args, { limitMs: 6 * minute })) === 0;
}

/** Writes the types that SvelteKit derives from the routes; lint, types and tests read them. */
export async function deriveTypes() {
	return (await runTool('@sveltejs/kit/svelte-kit.js', ['sync'], { limitMs: minute })) === 0;
}

/** Builds the program when there is no build of these very sources. False when that failed. */
export async function buildWhenStale() {
	return (await run(process.execPath, ['server.js', '--build'], { limitMs: 5 * minute })) === 0;
}

/** @type {Promise<number> | undefined} */
let updated;

/**
 * Installs a Debian package when this machine lets us (Debian's apt and root). True when it is there
 * afterwards.
 * @param {string} name
 */
async function installDebianPackage(name) {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	updated ??= run('apt-get', ['update', '-q'], { limitMs: 2 * minute, env });
	await updated;
	const args = ['install', '-y', '-q', '--no-install-recommends', name];
	return (await run('apt-get', args, { limitMs: 5 * minute, env })) === 0;
}

/** @param {string} command */
function hasCommand(command) {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
	return folders.some((folder) => existsSync(path.join(folder, command)));
}

/**
 * Makes sure of the system's commands that a test needs, by their Debian packages where they may be installed. Gives null
 * when they are all there, else what is missing.
 * @param {Record<string, string>} packages the package of each command
 * @returns {Promise<string | null>}
 */
export async function whyNoCommands(packages) {
	for (const [command, name] of Object.entries(packages)) {
		if (!hasCommand(command)) await installDebianPackage(name);
	}
	const missing = Object.entries(packages).filter(([command]) => !hasCommand(command));
	if (missing.length === 0) return null;
	return `needs ${missing.map(([command, name]) => `${command} (${name})`).join(', ')}`;
}

/** The browser that Playwright itself would start, when it has been downloaded. */
async function playwrightsOwn() {
	const { chromium } = await import('@playwright/test');
	return existsSync(chromium.executablePath());
}

/**
 * Makes sure of a Chromium for the stories: the one named by CHROMIUM, Debian's, or Playwright's own,
 * installed when it may be. Gives null when there is one, else the reason why there is none.
 * @returns {Promise<string | null>}
 */
export async function whyNoBrowser() {
	const named = process.env.CHROMIUM;
	if (named) return existsSync(named) ? null : `CHROMIUM names ${named}, which is not there`;
	const [preferred, whole] = DEBIAN;
	if (existsSync(placeOf(preferred)) || (await installDebianPackage(preferred))) return null;
	if (browserPlace() || (await playwrightsOwn())) return null;
	if (await installDebianPackage(whole)) return null;
	await runTool('@playwright/test/cli.js', ['install', 'chromium'], { limitMs: 3 * minute });
	if (await playwrightsOwn()) return null;
	return 'this machine has no Chromium and none could be installed (as root: apt-get install chromium-headless-shell; else name one in CHROMIUM)';
}
