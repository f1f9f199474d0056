import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	test as base,
	expect,
	type Browser,
	type BrowserContext,
	type Page
} from '@playwright/test';
import { freePort } from '../free-port.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The organiser of every story. */
export const ORGANISER = { signInName: 'tochuc', password: 'cây đa giếng nước sân đình' };

/** The real program with a database of its own, as `npm start` runs it. */
export class Program {
	private child: ChildProcess | null = null;
	said = '';

	private constructor(
		readonly port: number,
		private readonly httpsPort: number,
		readonly dataDir: string,
		private readonly env: Record<string, string>
	) {}

	/** @param env tells it of another database than its own */
	static async start(env: Record<string, string> = {}): Promise<Program> {
		const [port, httpsPort] = [await freePort(), await freePort()];
		const program = new Program(port, httpsPort, mkdtempSync(join(tmpdir(), 'ngày hội ')), env);
		await program.begin();
		return program;
	}

	get url(): string {
		return `http://localhost:${this.port}`;
	}

	/** Of https, for stations. */
	get securePort(): number {
		return this.httpsPort;
	}

	get pid(): number {
		return this.child!.pid!;
	}

	/** The one-time link that was printed for the first organiser. */
	get setUpPath(): string {
		const path = /\/set-up\/\d+/.exec(this.said)?.[0];
		if (!path) throw new Error(`no set-up link was printed:\n${this.said}`);
		return path;
	}

	async begin(): Promise<void> {
		this.child = spawn(process.execPath, ['server.js'], {
			cwd: ROOT,
			env: {
				...process.env,
				PORT: String(this.port),
				HTTPS_PORT: String(this.httpsPort),
				DATA_DIR: this.dataDir,
				DATABASE_URL: '',
				LOG_LEVEL: 'error',
				...this.env
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		for (const stream of [this.child.stdout!, this.child.stderr!]) {
			stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
		}
		for (let tried = 0; tried < 600; tried++) {
			if (this.child.exitCode !== null) throw new Error(`the program ended:\n${this.said}`);
			const ready = await fetch(`${this.url}/ready`).then(
				(response) => response.ok,
				() => false
			);
			if (ready && /Ctrl-C/.test(this.said)) return;
			await sleep(200);
		}
		throw new Error(`the program did not get ready:\n${this.said}`);
	}

	/** Ends it as Ctrl-C does, or as a lost power cable does to the process. */
	async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		const { child } = this;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((done) => child.once('exit', done));
		child.kill(signal);
		await ended;
	}

	async remove(): Promise<void> {
		await this.end();
		rmSync(this.dataDir, { recursive: true, force: true });
	}
}

/** A field event that is open, with the organiser's browser signed in. */
export interface OpenHall {
	id: string;
	organiser: Page;
	/** A browser of its own, signed in as the organiser, for another place of the hall. */
	desk(path: string, size?: { width: number; height: number }): Promise<Page>;
	/** A browser that nobody signed in to: a phone, a board. */
	visitor(path: string, size?: { width: number; height: number }): Promise<Page>;
}

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 820, height: 1180 };
export const LAPTOP = { width: 1366, height: 768 };
export const TV = { width: 1920, height: 1080 };

/** Waits until the page hears presses: before that a server's page is only to be read. */
export async function heard(page: Page): Promise<void> {
	await page.waitForFunction(() => 'live' in document.documentElement.dataset);
}

/** Walks the first organiser through set-up, by the link that the program printed. */
export async function becomeOrganiser(page: Page, program: Program): Promise<void> {
	await page.goto(program.url + program.setUpPath);
	await heard(page);
	await page.getByLabel('Họ và tên').fill('Trần Thị Thử');
	await page.getByLabel('Tên đăng nhập').fill(ORGANISER.signInName);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(ORGANISER.password);
	await page.getByRole('button', { name: /Lập tài khoản và bắt đầu/ }).click();
	await expect(page).toHaveURL(/\/events/);
}

export async function createFieldEvent(page: Page, program: Program): Promise<string> {
	await page.goto(`${program.url}/events/new`);
	await heard(page);
	await page.getByLabel('Tên ngày hội').fill('Ngày hội Chuyển đổi số phường Tuy Hòa');
	await page.getByLabel('Nơi tổ chức').fill('Quảng trường 1 Tháng 4');
	await page.getByRole('button', { name: 'Tạo ngày hội' }).click();
	await expect(page).toHaveURL(/\/events\/\d+$/);
	return page.url().split('/').pop()!;
}

/** Sends the forms by which a field event is set up and opened, as they stand when nothing is changed on them. */
async function setUp({ request }: BrowserContext, program: Program): Promise<string> {
	const send = async (path: string, form: Record<string, string>) => {
		const headers = { origin: program.url, 'x-sveltekit-action': 'true' };
		const answer = await request.post(program.url + path, { form, headers });
		return (await answer.json()) as { type: string; location?: string };
	};
	const made = await send('/events/new', {
		name: 'Ngày hội Chuyển đổi số phường Tuy Hòa',
		place: 'Quảng trường 1 Tháng 4',
		date: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
		...{ gates: '1', card: '1', 'level-2': '4', activation: '2', help: '1', days: '1' }
	});
	const id = made.location?.split('/').pop();
	expect(made, 'a field event is set up').toMatchObject({ type: 'redirect' });
	expect(await send(`/events/${id}?/open`, {})).toMatchObject({ type: 'success' });
	return id!;
}

/** A field event of its own, opened by an organiser whose browser is signed in. */
export async function openHall(
	browser: Browser,
	program: Program,
	context: BrowserContext
): Promise<OpenHall> {
	const organiser = await context.newPage();
	const id = await setUp(context, program);
	await organiser.goto(`${program.url}/events/${id}`);
	await heard(organiser);
	const open = async (path: string, size: typeof PHONE, signedIn: boolean) => {
		const own = await browser.newContext({
			viewport: size,
			...(signedIn && { storageState: await context.storageState() })
		});
		const page = await own.newPage();
		await page.goto(program.url + path);
		// The page of the poster is the one that brings no script.
		if (!path.startsWith('/join/')) await heard(page);
		return page;
	};
	return {
		id,
		organiser,
		desk: (path, size = LAPTOP) => open(path, size, true),
		visitor: (path, size = PHONE) => open(path, size, false)
	};
}

const OWN_HOSTS = [
	'',
	'localhost',
	'127.0.0.1',
	...Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? [])
];

/** Notes every request of this browser that leaves the machine, whatever page makes it. */
function noteForeign(browser: Browser): string[] {
	const foreign: string[] = [];
	const watch = (context: BrowserContext) =>
		context.on('request', (request) => {
			const url = request.url();
			if (!OWN_HOSTS.includes(new URL(url).hostname)) foreign.push(url);
		});
	browser.contexts().forEach(watch);
	browser.on('context', watch);
	return foreign;
}

/** Browsers that outlive a story. */
const lasting = new Set<BrowserContext>();

interface Rooms {
	program: Program;
	organiser: BrowserContext;
	foreign: string[];
	hall: OpenHall;
}

/**
 * All stories that a worker of Playwright runs share one `program` with one open field event, `hall`; a story that
 * needs its queues for itself asks for an `ownHall`, one about the first start for a `freshProgram` that nobody has
 * set up. After every story its browsers are closed, and none of them may have asked anything outside the machine.
 */
export const test = base.extend<{ freshProgram: Program; ownHall: OpenHall; tidy: void }, Rooms>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
	freshProgram: async ({}, use) => {
		const program = await Program.start();
		await use(program);
		await program.remove();
	},
	ownHall: async ({ browser, program, organiser }, use) => {
		const hall = await openHall(browser, program, organiser);
		await use(hall);
		await hall.organiser.close();
	},
	program: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
		async ({}, use) => {
			const program = await Program.start();
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	],
	organiser: [
		async ({ browser, program }, use) => {
			const context = await browser.newContext({ viewport: LAPTOP });
			lasting.add(context);
			await becomeOrganiser(await context.newPage(), program);
			await use(context);
		},
		{ scope: 'worker', timeout: 240_000 }
	],
	hall: [
		async ({ browser, program, organiser }, use) => {
			await use(await openHall(browser, program, organiser));
		},
		{ scope: 'worker', timeout: 240_000 }
	],
	foreign: [async ({ browser }, use) => use(noteForeign(browser)), { scope: 'worker', auto: true }],
	tidy: [
		async ({ browser, foreign }, use, story) => {
			await use();
			expect(foreign.splice(0), 'asked outside the machine').toEqual([]);
			if (story.status !== story.expectedStatus) return;
			const own = browser.contexts().filter((context) => !lasting.has(context));
			await Promise.all(own.map((context) => context.close()));
		},
		{ auto: true }
	]
});

export { expect };
