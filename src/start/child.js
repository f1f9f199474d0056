import { spawn } from 'node:child_process';

/** Children that must not outlive this process. @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
process.once('exit', () => children.forEach((child) => child.kill('SIGTERM')));

/**
 * Starts a Node program that ends with this one.
 * @param {string[]} args Node's command line
 * @param {import('node:child_process').StdioOptions} stdio
 * @param {Record<string, string>} env what its environment has besides this process's own
 */
export function startNode(args, stdio, env = {}) {
	const child = spawn(process.execPath, args, { stdio, env: { ...process.env, ...env } });
	children.add(child);
	child.once('close', () => children.delete(child));
	return child;
}

/**
 * Runs a Node program to its end, or to this one's: also when this one is killed without a word.
 * @param {string[]} args Node's command line
 * @param {{ quiet: boolean, env?: Record<string, string> }} how quiet: what it says is collected and not shown
 * @returns {Promise<{ ok: boolean, said: string }>}
 */
export function runNode(args, { quiet, env }) {
	return new Promise((resolve) => {
		let said = '';
		const out = quiet ? 'pipe' : 'inherit';
		// The pipe into it closes with this program, however it ends.
		const bound = ['--import', new URL('with-parent.js', import.meta.url).href, ...args];
		const child = startNode(bound, ['pipe', out, out], env);
		child.stdout?.on('data', (text) => (said += text));
		child.stderr?.on('data', (text) => (said += text));
		child.once('close', (code) => resolve({ ok: code === 0, said }));
	});
}
