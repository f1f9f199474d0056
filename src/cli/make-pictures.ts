import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { GateState } from '#lib/core/view/gate-view.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';

/*
 * The pictures of the README, taken from a demo that is running:
 * `npm run pictures -- --url http://localhost:3000` while `npm run demo` plays. Whoever takes them works along: gives a
 * number at the gate, and calls one at the booth that the demo leaves free.
 */

const LARGEST_BYTES = 150_000;
const QUALITIES = [80, 70, 60, 50, 40];

const arg = (name: string) => {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? undefined : process.argv[at + 1];
};
const url = arg('url') ?? 'http://localhost:3000';
const folder = join(import.meta.dirname, '../../docs/pictures');

interface View {
	name: string;
	/** The role that the demo lets one enter in; null for what hangs in the hall for everyone. */
	enter: string | null;
	path: string;
	width: number;
	height: number;
	/** What is done before the picture is taken. */
	first?: (page: Page) => Promise<void>;
}

const TV = { width: 1920, height: 1080 };
/** A board's bar of buttons goes by itself when nobody moves the mouse. */
const BAR_MS = 12_000;

const VIEWS: View[] = [
	{ name: 'board', enter: null, path: '/board/{id}/all', ...TV, first: silence },
	{ name: 'totals', enter: null, path: '/board/{id}/totals', ...TV, first: alone },
	{ name: 'leader', enter: 'leader', path: '/leader/{id}', width: 1366, height: 900 },
	{ name: 'organiser', enter: 'organiser', path: '/events/{id}', width: 1366, height: 900 },
	{ name: 'gate', enter: 'gate', path: '/gate/{id}/g1', width: 820, height: 1180, first: giveOne },
	{ name: 'phone', enter: 'gate', path: '/gate/{id}/g1', width: 360, height: 740, first: openLink },
	{ name: 'booth', enter: 'officer', path: '/booth/{id}/b4', width: 360, height: 740, first: call }
];

async function alone(page: Page): Promise<void> {
	await page.waitForTimeout(BAR_MS);
}

async function silence(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Không dùng loa' }).click();
	await page.mouse.move(0, 0);
	await alone(page);
}

async function giveOne(page: Page): Promise<void> {
	await page.locator('button.journey').nth(1).click();
}

/** The page of the number that the gate gave last. */
async function openLink(page: Page): Promise<void> {
	const id = /\/gate\/(\d+)/.exec(page.url())?.[1];
	const answer = await page.request.get(`${url}/api/floor/${id}/snapshot?view=gate&id=g1`);
	const { state } = (await answer.json()) as { state: GateState };
	await page.goto(`${url}/t/${ticketDigits(state.last[0]!.token)}`);
}

/** Sits down, calls the next one and begins. */
async function call(page: Page): Promise<void> {
	const button = page.locator('.press button');
	for (let press = 0; press < 3; press++) {
		await page.waitForTimeout(1_500);
		await button.click();
	}
}

async function picture(browser: Browser, id: string, view: View): Promise<void> {
	const { width, height, name, enter, path, first } = view;
	const context = await browser.newContext({
		viewport: { width, height },
		// A page of Markdown is narrower than a television.
		deviceScaleFactor: width > 1400 ? 0.75 : 1,
		hasTouch: width < 900,
		isMobile: width < 900,
		locale: 'vi-VN'
	});
	const page = await context.newPage();
	if (enter) await page.goto(`${url}/api/demo/enter/${enter}`);
	await page.goto(url + path.replace('{id}', id));
	await page.waitForFunction(() => 'live' in document.documentElement.dataset);
	await first?.(page);
	await page.waitForTimeout(2_500);
	const file = join(folder, `${name}.jpg`);
	for (const quality of QUALITIES) {
		await page.screenshot({ path: file, type: 'jpeg', quality });
		if (statSync(file).size <= LARGEST_BYTES) break;
	}
	await context.close();
	console.log(`docs/pictures/${name}.jpg: ${statSync(file).size} bytes`);
}

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
try {
	mkdirSync(folder, { recursive: true });
	const page = await browser.newPage();
	await page.goto(`${url}/api/demo/enter/leader`);
	const id = /\/leader\/(\d+)/.exec(page.url())?.[1];
	if (!id) throw new Error(`no demo is running at ${url}`);
	for (const view of VIEWS) await picture(browser, id, view);
} finally {
	await browser.close();
}
