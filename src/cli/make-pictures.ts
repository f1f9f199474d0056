import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';

/*
 * The pictures of the README, taken from a demo that is running:
 * `npm run pictures -- --url http://localhost:3000` while `npm run demo` plays.
 */

const arg = (name: string) => {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? undefined : process.argv[at + 1];
};
const url = arg('url') ?? 'http://localhost:3000';
const folder = join(import.meta.dirname, '../../docs/pictures');

const VIEWS = [
	{ name: 'board', enter: null, path: '/board/{id}/all', width: 1920, height: 1080 },
	{ name: 'totals', enter: null, path: '/board/{id}/totals', width: 1920, height: 1080 },
	{ name: 'leader', enter: 'leader', path: '/leader/{id}', width: 1366, height: 900 },
	{ name: 'organiser', enter: 'organiser', path: '/events/{id}', width: 1366, height: 900 },
	{ name: 'gate', enter: 'gate', path: '/gate/{id}', width: 820, height: 1180 },
	{ name: 'booth', enter: 'officer', path: '/booth/{id}', width: 360, height: 740 }
] as const;

async function picture(browser: Browser, id: string, view: (typeof VIEWS)[number]): Promise<void> {
	const { width, height, name, enter, path } = view;
	const context = await browser.newContext({ viewport: { width, height }, locale: 'vi-VN' });
	const page = await context.newPage();
	if (enter) await page.goto(`${url}/api/demo/enter/${enter}`);
	await page.goto(url + path.replace('{id}', id));
	await page.waitForFunction(() => 'live' in document.documentElement.dataset);
	await page.waitForTimeout(2_500);
	await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 80 });
	await context.close();
	console.log(`docs/pictures/${name}.jpg`);
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
