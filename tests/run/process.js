import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** Where the suites leave what they counted, for `counts.js` to read. */
export const reports = join(root, 'test-results', 'reports');

/**
 * The environment of every suite: the caller's, less what would lead a test to somebody's real
 * database, certificate or address.
 */
function environment() {
	const env = { ...process.env };
	for (const name of Object.keys(env)) {
		if (/^(DATABASE_URL|DATA_DIR|PUBLIC_URL|HOST|PORT|TLS_\w+|TRUST_PROXY|TEST)$/.test(name))
			delete env[name];
	}
	return env;
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {import('node:child_process').ChildProcess} child */
function stop(child) {
	if (child.pid === undefined) return;
	try {
		// The whole group: a suite that hangs has servers and browsers under it.
		process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
	} catch {
		// It went by itself.
	}
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.on(signal, () => {
		for (const child of running) stop(child);
		process.exit(130);
	});
}

/**
 * `listen` hears what the command says, besides the terminal.
 * @typedef {{ limitMs: number, env?: Record<string, string>, shell?: boolean, listen?: (text: string) => void }} Options
 */

/**
 * Runs a command to its end with its output on the terminal, and gives its exit code; 124 when it
 * took longer than `limitMs` and was stopped with all that it had started.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} options
 * @returns {Promise<number>}
 */
export function run(command, args, { limitMs, env = {}, shell = false, listen }) {
	return new Promise((done) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...environment(), ...env },
			stdio: ['ignore', listen ? 'pipe' : 'inherit', 'inherit'],
			detached: process.platform !== 'win32',
			shell
		});
		running.add(child);
		child.stdout?.setEncoding('utf8').on('data', (text) => {
			process.stdout.write(text);
			listen?.(text);
		});
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			console.log(`   stopped: not done after ${limitMs / 1000} s`);
			stop(child);
		}, limitMs);
		const finish = (/** @type {number} */ code) => {
			clearTimeout(timer);
			running.delete(child);
			done(late ? 124 : code);
		};
		child.on('error', (error) => {
			console.log(`   ${command} could not be started: ${error.message}`);
			finish(127);
		});
		child.on('close', (code) => finish(code ?? 1));
	});
}

/**
 * Runs a package's own script with this very Node, which works where `npx` needs a shell.
 * @param {string} script below node_modules
 * @param {string[]} args
 * @param {Options} options
 */
export function runTool(script, args, options) {
	return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}
