import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	check,
	isRoot,
	needs,
	postgresIn,
	postmasterOf,
	project,
	run,
	scratch,
	Skip,
	within
} from './rig.mjs';

const NOT_CLONED = new Set(['node_modules', 'build', '.git', '.svelte-kit', 'tests', 'docs']);

/** Passes through a folder that a case closes to all but root; its name is hard for scripts. */
const outer = path.join(scratch, 'ngoài');
const clone = path.join(outer, 'Ngày Hội Tuy Hòa');

/**
 * Makes what `git clone` and a first start leave: the sources, the packages (hard links), the finished build. A build
 * of these very sources in the project is taken as it is.
 */
export async function prepareProgram() {
	fs.mkdirSync(clone, { recursive: true });
	for (const name of fs.readdirSync(project)) {
		if (NOT_CLONED.has(name) || /^data|results|report/.test(name)) continue;
		fs.cpSync(path.join(project, name), path.join(clone, name), { recursive: true });
	}
	const packages = path.join(project, 'node_modules');
	const linked = spawnSync('cp', ['-al', packages, clone]);
	if (linked.status !== 0) spawnSync('cp', ['-a', packages, clone]);
	const built = path.join(project, 'build');
	for (const name of fs.existsSync(built) ? fs.readdirSync(built) : []) {
		if (!/^[0-9a-f]{16}$/.test(name)) continue;
		fs.cpSync(path.join(built, name), path.join(clone, 'build', name), { recursive: true });
	}
	const building = run([process.execPath, 'server.js', '--build'], { cwd: clone });
	check((await building.exited) === 0, `the program builds: ${building.said().slice(-1500)}`);
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
 * @param {{ wrap?: string[], env?: NodeJS.ProcessEnv, command?: string[] }} [how]
 */
async function startProgram(how = {}) {
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

/** Where the data of a clone go that only root can enter. */
const underVarLib = () =>
	fs.existsSync('/var/lib/ngayhoi')
		? fs
				.readdirSync('/var/lib/ngayhoi')
				.filter((name) => name.startsWith('Ngay-Hoi-Tuy-Hoa-'))
				.map((name) => path.join('/var/lib/ngayhoi', name))
		: [];

const postgresOfClone = () => [clone, ...underVarLib()].flatMap(postgresIn);

/** @param {import('./rig.mjs').Running} running @param {NodeJS.Signals} signal */
async function ends(running, signal) {
	const began = performance.now();
	running.kill(signal);
	const code = await running.exited;
	check(code === 0, `it ends with 0 after ${signal}, got ${code}: ${running.said().slice(-600)}`);
	check(performance.now() - began < 10_000, 'within ten seconds');
	check(postgresOfClone().length === 0, 'no PostgreSQL process is left');
}

/** @type {[string, (folder: string) => Promise<void>][]} */
export const programCases = [
	[
		'the program runs under a path with spaces and Vietnamese letters, and SIGTERM ends all of it',
		async () => {
			const { running, url } = await startProgram();
			await isOpen(url);
			const body = 'x'.repeat(3_000_000);
			const headers = { 'content-type': 'text/plain' };
			check((await status(url, { method: 'POST', body, headers })) === 413, '3 MB get a 413');
			await ends(running, 'SIGTERM');
		}
	],
	[
		'the program runs with a bare environment, and Ctrl-C that arrives twice ends it in order',
		async () => {
			const { running, url } = await startProgram({ wrap: ['-i'] });
			await isOpen(url);
			running.kill('SIGINT');
			await ends(running, 'SIGINT');
		}
	],
	[
		'after the program was killed with -9 it starts again, and a second one beside it says that it runs',
		async () => {
			const first = await startProgram();
			first.running.kill('SIGKILL');
			await first.running.exited;
			const { running, url } = await startProgram();
			await isOpen(url);
			if (postgresOfClone().length > 0) {
				const second = run(['env', `PORT=${await freePort()}`, process.execPath, 'server.js'], {
					cwd: clone
				});
				check((await second.exited) === 1, 'the second one ends');
				check(second.said().includes('already runs'), `and says why: ${second.said().slice(-600)}`);
				await isOpen(url);
			}
			await ends(running, 'SIGTERM');
		}
	],
	[
		'the program runs in a folder that only root can enter',
		async () => {
			if (!isRoot) throw new Skip('only root can try this');
			if (underVarLib().length > 0) throw new Skip('a clone of this name has data under /var/lib');
			fs.rmSync(path.join(clone, 'data'), { recursive: true, force: true });
			fs.chmodSync(outer, 0o700);
			try {
				const { running, url } = await startProgram();
				await isOpen(url);
				await ends(running, 'SIGTERM');
				check(!fs.existsSync(path.join(clone, 'data/postgres')), 'no database in the clone');
			} finally {
				fs.chmodSync(outer, 0o755);
				for (const place of underVarLib()) fs.rmSync(place, { recursive: true });
			}
		}
	],
	[
		'npm start that is stopped takes the program with it',
		async () => {
			needs('npm');
			const { running, url } = await startProgram({ command: ['npm', 'start'] });
			await isOpen(url);
			running.kill('SIGTERM');
			await running.exited;
			await within(10_000, 'nothing answers any more', () =>
				fetch(`${url}/live`).then(
					() => false,
					() => true
				)
			);
			await within(10_000, 'no PostgreSQL process is left', () => postgresOfClone().length === 0);
		}
	],
	[
		'a port that is taken: without a wish the next free one, with one a clear sentence',
		async () => {
			const taken = net.createServer().listen(3000, '0.0.0.0');
			// Taken by somebody else is as good.
			await new Promise((resolve) => taken.once('listening', resolve).once('error', resolve));
			const env = { ...process.env };
			delete env.PORT;
			const other = run([process.execPath, 'server.js'], { cwd: clone, env });
			await within(60_000, 'it is open', () => other.said().includes('is running, open:'));
			const url = /http:\/\/localhost:(\d+)/.exec(other.said());
			check(url && url[1] !== '3000', `it took another port: ${other.said()}`);
			await isOpen(url?.[0] ?? '');
			await ends(other, 'SIGTERM');
			env.PORT = '3000';
			const refused = run([process.execPath, 'server.js'], { cwd: clone, env });
			check((await refused.exited) === 1, 'it ends');
			check(refused.said().includes('set PORT to another one'), `it says so: ${refused.said()}`);
			taken.close();
		}
	],
	[
		'a database that is killed under the program comes back, and the pages with it',
		async () => {
			const { running, url } = await startProgram();
			if (postgresOfClone().length === 0) throw new Skip('the program has no embedded database');
			process.kill(postmasterOf(path.join(clone, 'data/postgres')), 'SIGKILL');
			await within(15_000, 'the pages are back', () =>
				status(`${url}/`).then(
					(code) => code < 400,
					() => false
				)
			);
			await ends(running, 'SIGTERM');
		}
	],
	[
		'stopped while it is still starting, it leaves nothing running',
		async () => {
			for (const pause of [150, 400, 700, 1_000]) {
				fs.rmSync(path.join(clone, 'data'), { recursive: true, force: true });
				const running = run(['env', `PORT=${await freePort()}`, process.execPath, 'server.js'], {
					cwd: clone
				});
				await sleep(pause);
				running.kill('SIGTERM');
				await running.exited;
				await within(5_000, 'no PostgreSQL is left', () => postgresOfClone().length === 0);
			}
			const { running, url } = await startProgram();
			await isOpen(url);
			await ends(running, 'SIGTERM');
		}
	],
	[
		'a build that breaks says so and leaves the one before untouched',
		async () => {
			const before = fs.readdirSync(path.join(clone, 'build'));
			const page = path.join(clone, 'src/routes/+page.svelte');
			const sound = fs.readFileSync(page);
			fs.appendFileSync(page, '\n{#if}');
			const broken = run([process.execPath, 'server.js', '--build'], { cwd: clone });
			const code = await broken.exited;
			fs.writeFileSync(page, sound);
			check(code === 1, 'it ends');
			check(broken.said().includes('The build failed'), `it says so: ${broken.said().slice(-300)}`);
			check(
				fs.readdirSync(path.join(clone, 'build')).join() === before.join(),
				'the earlier build is as it was'
			);
		}
	],
	[
		'without a network, but with the packages of an earlier start, it warns and goes on',
		async () => {
			const lock = path.join(clone, 'package-lock.json');
			const text = fs.readFileSync(lock, 'utf8');
			fs.writeFileSync(lock, text.replaceAll('"version": "3.4.9"', '"version": "3.4.8"'));
			const env = {
				...process.env,
				npm_config_registry: 'http://127.0.0.1:9/',
				npm_config_cache: path.join(scratch, 'cache'),
				npm_config_fetch_retries: '0'
			};
			const warned = run([process.execPath, 'server.js', '--build'], { cwd: clone, env });
			await within(60_000, 'it goes on', () => warned.said().includes('going on with those'));
			await within(60_000, 'its packages are back', () =>
				fs.existsSync(path.join(clone, 'node_modules/postgres/package.json'))
			);
			warned.kill('SIGTERM');
			await warned.exited;
			fs.writeFileSync(lock, text);
		}
	]
];
