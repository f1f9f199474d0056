// Starts the program: `node server.js` for real use, `--demo [--speed 60|max]` for the synthetic day, `--dev` for
// developers, `--build` to install and build only. Nothing need be installed or built before.
//
// The contract with the app (typed in src/app.d.ts), by events of `process`:
//   'app:serve' (host)     the servers listen and the app has started: attach sockets, serve https, announce links
//   'app:shutdown' (wait)  no request comes any more: end batches, sockets, pools and PostgreSQL, in that order
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { askApp } from './src/start/app-events.js';
import { buildWhenStale } from './src/start/build.js';
import { startNode } from './src/start/child.js';
import { installWhenMissing } from './src/start/install.js';
import { giveUp, say } from './src/start/say.js';
import { lanAddresses, openServers } from './src/start/serve.js';

const { env } = process;
const args = process.argv.slice(2);
const [demo, dev] = [args.includes('--demo'), args.includes('--dev')];
const cameFrom = process.cwd();
process.chdir(path.dirname(fileURLToPath(import.meta.url)));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	giveUp(
		`Cần Node.js từ bản 20.19 (nên dùng bản 24 LTS); máy này có bản ${process.versions.node}.`,
		`Node.js 20.19 or newer is needed (24 LTS is recommended); this machine has ${process.versions.node}.`
	);
}
if (!demo && args.some((arg) => !['--dev', '--build'].includes(arg))) {
	giveUp(
		'Cách dùng: node server.js [--demo [--speed 60]] [--dev] [--build]',
		'Usage: node server.js [--demo [--speed 60]] [--dev] [--build]'
	);
}

/** @type {ReturnType<typeof openServers> | null} */
let servers = null;
/** @type {import('node:child_process').ChildProcess | null} */
let driver = null;
let endingSince = 0;

/** Ends the program in order, within ten seconds. @param {number} code */
async function end(code) {
	if (endingSince > 0) {
		// Ctrl-C under npm arrives twice at once, from the terminal and from npm; a person needs longer.
		if (performance.now() - endingSince > 500) process.exit(code || 1);
		return;
	}
	endingSince = performance.now();
	setTimeout(() => process.exit(code || 1), 9_500).unref();
	if (!servers) process.exit(code || 1);
	say('Đang dừng…', 'Stopping…');
	driver?.kill('SIGTERM');
	servers.startDraining();
	await sleep(Number(env.DRAIN_MS) || 0); // time for a load balancer to read /ready
	await servers.close(3_000);
	await askApp('app:shutdown', (wait) => wait).catch(console.error);
	process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // its reader has gone

// npm passes a signal to the shell that it starts us through, and that shell keeps it to itself: when it has gone,
// somebody has stopped `npm start`.
const parent = process.ppid;
if (env.npm_lifecycle_event) {
	setInterval(() => process.ppid !== parent && void end(0), 500).unref();
}

/** @param {unknown} error */
function fail(error) {
	// A StartTrouble is a sentence for people; anything else is a fault of the program.
	if (error instanceof Error && error.name === 'StartTrouble') console.error(`\n${error.message}`);
	else console.error(error);
	void end(1);
}
process.on('uncaughtException', fail);

/** Puts the data of the demo apart from the real ones. */
function chooseData() {
	const dataDir = env.DATA_DIR ? path.resolve(cameFrom, env.DATA_DIR) : path.resolve('data');
	env.DATA_DIR = demo ? `${dataDir}-demo` : dataDir;
	if (env.DATABASE_URL && !/^postgres(ql)?:\/\/./.test(env.DATABASE_URL)) {
		giveUp(
			'DATABASE_URL không đúng mẫu postgres://người-dùng:mật-khẩu@máy-chủ:5432/cơ-sở-dữ-liệu.',
			'DATABASE_URL does not look like postgres://user:password@server:5432/database.'
		);
	}
	if (!demo) return;
	env.NGAYHOI_DEMO = '1';
	if (!env.DATABASE_URL) return;
	const url = new URL(env.DATABASE_URL);
	url.pathname = `${url.pathname.length > 1 ? url.pathname : '/ngayhoi'}_demo`;
	env.DATABASE_URL = url.href;
}

/** What the adapter reads of the environment when it is imported. */
function tellAdapter() {
	env.BODY_SIZE_LIMIT = '1M';
	env.PROTOCOL_HEADER = 'x-forwarded-proto';
	if (env.TRUST_PROXY !== '1') return;
	env.HOST_HEADER = 'x-forwarded-host';
	env.ADDRESS_HEADER = 'x-forwarded-for';
}

/**
 * @param {string | null} build the build's folder, null for the development server
 * @param {import('node:http').Server} server
 * @param {string} url of this machine
 */
async function loadApp(build, server, url) {
	if (build) return (await import(pathToFileURL(path.join(build, 'handler.js')).href)).handler;
	const vite = await import('vite');
	const devServer = await vite.createServer({
		server: { middlewareMode: true, ws: { server } },
		appType: 'custom'
	});
	servers?.handOver(devServer.middlewares);
	await fetch(url); // in development the app starts with its first request
	return devServer.middlewares;
}

/** @param {string[]} local @param {string[]} hall @param {string[]} secure @param {string[]} announced */
function printAddresses(local, hall, secure, announced) {
	const line = (/** @type {string} */ url, /** @type {string} */ what) =>
		`  ${url.padEnd(34)} ${what}`;
	const lines = [
		'Ngày Hội đang chạy, mời mở:',
		'Ngày Hội is running, open:',
		...(env.PUBLIC_URL ? [line(env.PUBLIC_URL, 'mọi nơi · everywhere')] : []),
		...local.map((url) => line(url, 'trên máy này · on this machine')),
		...secure.map((url) => line(url, 'máy tại cổng và bàn · gates and booths')),
		...hall.map((url) => line(url, 'điện thoại, màn hình · phones, boards')),
		...(announced.length > 0 ? ['', ...announced] : []),
		'',
		'Dừng bằng Ctrl-C. Stop with Ctrl-C.'
	];
	console.log(`\n${lines.join('\n')}\n`);
}

async function start() {
	if (fs.existsSync('.env')) process.loadEnvFile('.env');
	await installWhenMissing();
	const build = dev ? null : await buildWhenStale();
	if (args.includes('--build')) process.exit(0);
	env.NODE_ENV ??= dev ? 'development' : 'production';
	chooseData();
	tellAdapter();

	const address = env.HOST || '0.0.0.0';
	servers = openServers(address);
	const { server, port } = await servers.http(Number(env.PORT || 3000), Boolean(env.PORT));
	const anywhere = address === '0.0.0.0' || address === '::' || address.startsWith('127.');
	const local = `http://${anywhere ? 'localhost' : address}:${port}`;
	const inside = `http://${anywhere ? '127.0.0.1' : address}:${port}`;
	const hall = lanAddresses(address);
	env.NGAYHOI_URL = env.PUBLIC_URL || local;
	servers.handOver(await loadApp(build, server, inside));

	/** @type {string[]} */
	const announced = [];
	/** @type {string[]} */
	let secure = [];
	await askApp('app:serve', (wait) => ({
		wait,
		http: server,
		port,
		localUrl: local,
		lanUrls: hall.map((ip) => `http://${ip}:${port}`),
		announce: (/** @type {string} */ line) => void announced.push(line),
		serveHttps: async (/** @type {import('node:https').ServerOptions} */ tls) => {
			const wanted = Number(env.HTTPS_PORT || 3443);
			const opened = await /** @type {NonNullable<typeof servers>} */ (servers).https(
				tls,
				wanted,
				Boolean(env.HTTPS_PORT)
			);
			secure = (hall.length > 0 ? hall : ['localhost']).map((ip) => `https://${ip}:${opened.port}`);
			return { ...opened, urls: secure };
		}
	}));
	if (endingSince > 0) return;
	printAddresses(
		[local],
		hall.map((ip) => `http://${ip}:${port}`),
		secure,
		announced
	);
	if (demo) {
		const rest = args.filter((arg) => arg !== '--demo' && arg !== '--dev');
		driver = startNode(['--import', 'tsx', 'src/demo/run.ts', '--url', inside, ...rest], 'inherit');
	}
}

start().catch(fail);
