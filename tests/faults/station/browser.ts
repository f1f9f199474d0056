import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';

const DEBIAN = '/usr/bin/chromium';
const ARGS = [
	'--headless=new',
	'--no-first-run',
	'--disable-gpu',
	'--disable-quic',
	'--disable-extensions',
	'--disable-sync',
	'--disable-background-networking',
	'--disable-component-update',
	'--disk-cache-dir=/dev/null',
	'--ignore-certificate-errors',
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
];

/** A browser with a profile of its own that can be killed as a power cable would. */
export class Tablet {
	private constructor(
		private readonly child: ChildProcess,
		private readonly browser: Browser,
		readonly page: Page
	) {}

	/**
	 * @param profile folder of the profile, made when it is not there
	 * @param given a port to speak through; without one the browser writes its own into the profile, where there must be room
	 */
	static async start(profile: string, given?: number): Promise<Tablet> {
		for (const left of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
			rmSync(join(profile, left), { force: true });
		}
		const door = join(profile, 'DevToolsActivePort');
		rmSync(door, { force: true });
		const program =
			process.env.CHROMIUM ?? (existsSync(DEBIAN) ? DEBIAN : chromium.executablePath());
		// A group of its own, so that its helpers die with it.
		const own = [`--remote-debugging-port=${given ?? 0}`, `--user-data-dir=${profile}`];
		const child = spawn(program, [...ARGS, ...own, 'about:blank'], {
			stdio: 'ignore',
			detached: true
		});
		// A test that breaks leaves no browser behind.
		process.once('exit', () => endGroup(child));
		const port = given === undefined ? await doorOf(door, child) : await listening(given, child);
		const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
		const [context] = browser.contexts();
		const page = context!.pages()[0] ?? (await context!.newPage());
		return new Tablet(child, browser, page);
	}

	/** Promises the page's origin to keep its store, as a person's click or an installed app does. */
	async grantStorage(origin: string): Promise<void> {
		const session = await this.browser.newBrowserCDPSession();
		await session.send('Browser.setPermission', {
			origin,
			permission: { name: 'persistent-storage' },
			setting: 'granted'
		});
	}

	/** Another tab of the same browser. */
	newTab(): Promise<Page> {
		return this.browser.contexts()[0]!.newPage();
	}

	/** All its processes at once, without a word. */
	async kill(): Promise<void> {
		const { child } = this;
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((done) => child.once('exit', done));
		endGroup(child);
		await ended;
		await this.browser.close().catch(() => undefined);
	}
}

function endGroup(child: ChildProcess): void {
	if (child.exitCode !== null || child.signalCode !== null) return;
	try {
		process.kill(-child.pid!, 'SIGKILL');
	} catch {
		// Gone in this very moment.
	}
}

async function listening(port: number, child: ChildProcess): Promise<number> {
	for (let tried = 0; tried < 600; tried++) {
		if (child.exitCode !== null) throw new Error(`the browser ended with ${child.exitCode}`);
		const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => null);
		if (answer?.ok) return port;
		await sleep(50);
	}
	endGroup(child);
	throw new Error('the browser does not listen');
}

async function doorOf(file: string, child: ChildProcess): Promise<string> {
	for (let tried = 0; tried < 600; tried++) {
		if (child.exitCode !== null) throw new Error(`the browser ended with ${child.exitCode}`);
		const port = existsSync(file) && readFileSync(file, 'utf8').split('\n')[0];
		if (port) return port;
		await sleep(50);
	}
	endGroup(child);
	throw new Error('the browser did not open its door');
}
