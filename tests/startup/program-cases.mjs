import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { check, isRoot, needs, postgresIn, project, run, scratch, Skip, within } from './rig.mjs';

const NOT_CLONED = new Set(['node_modules', 'build', '.git', '.svelte-kit', 'tests', 'docs']);

/** A folder as `git clone` and a first start leave it: the sources, the packages (hard links), the finished build. @param {string} at */
function cloneProgram(at) {
	fs.mkdirSync(at, { recursive: true });
	for (const name of fs.readdirSync(project)) {
		if (NOT_CLONED.has(name) || /^data|results|report/.test(name)) continue;
		fs.cpSync(path.join(project, name), path.join(at, name), { recursive: true });
	}
	const from = path.join(project, 'node_modules');
	const linked = spawnSync('cp', ['-al', from, path.join(at, 'node_modules')]);
	if (linked.status !== 0) spawnSync('cp', ['-a', from, path.join(at, 'node_modules')]);
	const built = [path.join(project, 'build'), path.join(scratch, 'build')].filter(fs.existsSync);
	for (const build of built) {
		for (const name of fs.readdirSync(build).filter((name) => /^[0-9a-f]{16}$/.test(name))) {
			fs.cpSync(path.join(build, name), path.join(at, 'build', name), { recursive: true });
		}
	}
	return at;
}

/** Builds once for all cases; a build of these very sources in the project is taken as it is. */
export async function prepareProgram() {
	const at = cloneProgram(path.join(scratch, 'builder'));
	const building = run([process.execPath, 'server.js', '--build'], { cwd: at });
	check((await building.exited) === 0, `the program builds: ${building.said().slice(-1500)}`);
	fs.renameSync(path.join(at, 'build'), path.join(scratch, 'build'));
	fs.rmSync(at, { recursive: true });
}

/** @returns {Promise<number>} */
function freePort() {
	return new Promise((resolve) => {
		const server = net.createServer().listen(0, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/**
 * Starts the program of a clone on ports of its own and waits until it says where it is open.
 * @param {string} clone
 * @param {{ wrap?: string[], env?: NodeJS.ProcessEnv, command?: string[] }} [how]
 */
async function startProgram(clone, how = {}) {
	const { wrap = [], env = process.env, command = [process.execPath, 'server.js'] } = how;
	const [port, httpsPort] = [await freePort(), await freePort()];
	const ports = [`PORT=${port}`, `HTTPS_PORT=${httpsPort}`];
	const running = run(['env', ...wrap, ...ports, ...command], { cwd: clone, env });
	const url = `http://127.0.0.1:${port}`;
	await within(90_000, `it is running; it said: ${running.said().slice(-900)}`, () => {
		return running.said().includes('is running, open:') || !running.alive();
	});
	check(running.alive(), `it has come up; it said: ${running.said().slice(-1500)}`);
	return { running, url, port };
}

/** @param {string} url @param {RequestInit} [init] */
const status = (url, init) => fetch(url, init).then((answer) => answer.status);

/** @param {string} url */
async function isOpen(url) {
	check((await status(`${url}/live`)) === 200, '/live answers 200');
	check((await status(`${url}/`)) < 400, 'the first page opens');
}

/** Where PostgreSQL of a clone may be working. @param {string} clone */
function postgresOf(clone) {
	const under = '/var/lib/ngayhoi';
	const name = path.basename(clone).replaceAll(' ', '-');
	const places = fs.existsSync(under) ? fs.readdirSync(under) : [];
	const own = places.filter((place) => place.startsWith(`${name}-`));
	return [clone, ...own.map((place) => path.join(under, place))].flatMap(postgresIn);
}

/** @param {import('./rig.mjs').Running} running @param {string} clone @param {NodeJS.Signals} signal */
async function ends(running, clone, signal) {
	const began = performance.now();
	running.kill(signal);
	const code = await running.exited;
	check(code === 0, `it ends with 0 after ${signal}, got ${code}: ${running.said().slice(-600)}`);
	check(performance.now() - began < 10_000, 'within ten seconds');
	check(postgresOf(clone).length === 0, 'no PostgreSQL process is left');
}

/** @type {[string, (folder: string) => Promise<void>][]} */
export const programCases = [
	[
		'the program runs under a path with spaces and Vietnamese letters, and SIGTERM ends all of it',
		async (folder) => {
			const clone = cloneProgram(path.join(folder, 'Ngày Hội Tuy Hòa'));
			const { running, url } = await startProgram(clone);
			await isOpen(url);
			const body = 'x'.repeat(3_000_000);
			const headers = { 'content-type': 'text/plain' };
			check((await status(url, { method: 'POST', body, headers })) === 413, '3 MB get a 413');
			await ends(running, clone, 'SIGTERM');
		}
	],
	[
		'the program runs with a bare environment, and Ctrl-C that arrives twice ends it in order',
		async (folder) => {
			const clone = cloneProgram(path.join(folder, 'clone'));
			const { running, url } = await startProgram(clone, { wrap: ['-i'] });
			await isOpen(url);
			running.kill('SIGINT');
			await ends(running, clone, 'SIGINT');
		}
	],
	[
		'after the program was killed with -9 it starts again, and a second one beside it says that it runs',
		async (folder) => {
			const clone = cloneProgram(path.join(folder, 'clone'));
			const first = await startProgram(clone);
			first.running.kill('SIGKILL');
			await first.running.exited;
			const { running, url } = await startProgram(clone);
			await isOpen(url);
			if (postgresOf(clone).length > 0) {
				const second = run(['env', `PORT=${await freePort()}`, process.execPath, 'server.js'], {
					cwd: clone
				});
				check((await second.exited) === 1, 'the second one ends');
				check(second.said().includes('already runs'), `and says why: ${second.said().slice(-600)}`);
				await isOpen(url);
			}
			await ends(running, clone, 'SIGTERM');
		}
	],
	[
		'the program runs in a folder that only root can enter',
		async (folder) => {
			if (!isRoot) throw new Skip('only root can try this');
			fs.mkdirSync(folder, { mode: 0o700 });
			const clone = cloneProgram(path.join(folder, 'startup-case'));
			const { running, url } = await startProgram(clone);
			await isOpen(url);
			await ends(running, clone, 'SIGTERM');
			if (!fs.existsSync('/var/lib/ngayhoi')) return;
			for (const place of fs.readdirSync('/var/lib/ngayhoi')) {
				if (!place.startsWith('startup-case-')) continue;
				fs.rmSync(path.join('/var/lib/ngayhoi', place), { recursive: true });
			}
		}
	],
	[
		'npm start that is stopped takes the program with it',
		async (folder) => {
			needs('npm');
			const clone = cloneProgram(path.join(folder, 'clone'));
			const { running, url } = await startProgram(clone, { command: ['npm', 'start'] });
			await isOpen(url);
			running.kill('SIGTERM');
			await running.exited;
			await within(10_000, 'nothing answers any more', () =>
				fetch(`${url}/live`).then(
					() => false,
					() => true
				)
			);
			await within(10_000, 'no PostgreSQL process is left', () => postgresOf(clone).length === 0);
		}
	],
	[
		'a port that is taken: without a wish the next free one, with one a clear sentence',
		async (folder) => {
			const clone = cloneProgram(path.join(folder, 'clone'));
			const taken = net.createServer().listen(0, '0.0.0.0');
			await new Promise((resolve) => taken.once('listening', resolve));
			const address = taken.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			const refused = run(['env', `PORT=${port}`, process.execPath, 'server.js'], { cwd: clone });
			check((await refused.exited) === 1, 'it ends');
			check(refused.said().includes('set PORT to another one'), `it says so: ${refused.said()}`);
			taken.close();
		}
	],
	[
		'a build that breaks says so and leaves the one before untouched',
		async (folder) => {
			const clone = cloneProgram(path.join(folder, 'clone'));
			const before = fs.readdirSync(path.join(clone, 'build'));
			fs.appendFileSync(path.join(clone, 'src/routes/+page.svelte'), '\n{#if}');
			const broken = run([process.execPath, 'server.js', '--build'], { cwd: clone });
			check((await broken.exited) === 1, 'it ends');
			check(broken.said().includes('The build failed'), `it says so: ${broken.said().slice(-300)}`);
			check(
				fs.readdirSync(path.join(clone, 'build')).join() === before.join(),
				'the earlier build is as it was'
			);
		}
	],
	[
		'without a network, but with the packages of an earlier start, it warns and goes on',
		async (folder) => {
			const clone = cloneProgram(path.join(folder, 'clone'));
			const lock = path.join(clone, 'package-lock.json');
			const text = fs.readFileSync(lock, 'utf8');
			fs.writeFileSync(lock, text.replaceAll('"version": "3.4.9"', '"version": "3.4.8"'));
			const env = {
				...process.env,
				npm_config_registry: 'http://127.0.0.1:9/',
				npm_config_cache: path.join(folder, 'cache'),
				npm_config_fetch_retries: '0'
			};
			const warned = run([process.execPath, 'server.js', '--build'], { cwd: clone, env });
			await within(60_000, 'it goes on', () => warned.said().includes('going on with those'));
			await within(60_000, 'its packages are back', () =>
				fs.existsSync(path.join(clone, 'node_modules/postgres/package.json'))
			);
		}
	]
];
