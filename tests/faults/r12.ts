import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { Tablet } from './station/browser.ts';
import { Deploys } from './station/deploys.ts';
import { FaultHall } from './station/hall.ts';

/*
 * R12: a hundred switches among three builds under a station that is open and works. No page may ask for a file that is
 * not there, nothing pressed may be lost, an idle page must come to the new build within a minute, and a page in the
 * middle of something must be left alone.
 */

const SWITCHES = 100;
const IDLE_WITHIN_MS = 60_000;
/** Between two taps of one hand. */
const TAP_MS = 750;

const buildOf = (page: Page) =>
	page.evaluate(() => {
		const entry = /entry\/start\.[\w-]+?(-[12])?\.js/.exec(document.documentElement.innerHTML);
		return entry ? Number(entry[1]?.slice(1) ?? 0) : -1;
	});

async function give(page: Page): Promise<void> {
	await sleep(TAP_MS);
	await page.locator('button.journey').first().click();
	const skip = page.getByRole('button', { name: /Bỏ qua câu hỏi|Skip the questions/ });
	await sleep(TAP_MS);
	if (await skip.isVisible()) await skip.click();
}

/** @returns whether nothing broke and nothing was lost */
export async function faultR12(args: string[] = []): Promise<boolean> {
	const switches = Number(args[0] ?? SWITCHES);
	const folder = mkdtempSync(join(tmpdir(), 'r12-'));
	const hall = await FaultHall.open(join(folder, 'hall'), () => '', { gates: 1, booths: 1 });
	const line = await hall.lay();
	const deploys = await Deploys.before(line.url);
	const tablet = await Tablet.start(join(folder, 'profile'));
	const { page } = tablet;
	const broken: string[] = [];
	const waits: number[] = [];
	let [given, disturbed, late] = [0, 0, 0];
	page.on('pageerror', ({ message }) => broken.push(message));
	try {
		await tablet.grantStorage(deploys.url);
		const code = await hall.code(await hall.gatePlace(hall.gates[0]!));
		await page.goto(`${deploys.url}/station#${code}`);
		await page.locator('form button[type=submit]').click();
		await page.locator('button.journey').first().waitFor();
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		for (let done = 1; done <= switches; done++) {
			deploys.now = done % 3;
			await page.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration('/station');
				await registration?.update().catch(() => undefined);
			});
			// In a third of them what is pressed stays on the device for a while.
			deploys.isCut = done % 3 === 1;
			await give(page);
			given++;
			if (done % 10 === 0) {
				// A journey is being chosen: nothing may come under the hand.
				deploys.isCut = false;
				await page.locator('input[value=several]').check();
				await page.locator('button.journey').first().click();
				await page.evaluate(() => (document.documentElement.dataset.marked = 'yes'));
				await sleep(20_000);
				if ((await page.locator('html[data-marked]').count()) === 0) disturbed++;
				await page.locator('input[value=one]').check();
			}
			if (done % 5 === 0) {
				deploys.isCut = false;
				const began = performance.now();
				while ((await buildOf(page).catch(() => -1)) !== deploys.now) {
					if (performance.now() - began > IDLE_WITHIN_MS) {
						late++;
						break;
					}
					await sleep(500);
				}
				waits.push(performance.now() - began);
				await page.locator('button.journey').first().waitFor();
			}
		}
		deploys.isCut = false;
		await page.locator('[data-link=all-heard]').waitFor({ timeout: 60_000 });
		const [row] = await hall.sql<{ heard: number; numbers: number }[]>`
			select count(*)::int as heard, count(distinct number)::int as numbers
			from ticket where field_event_id = ${hall.fieldEventId}`;
		const lost = given - row!.heard;
		console.log(
			`R12 ${switches} switches: ${given} given, ${lost} lost, ${row!.heard - row!.numbers} twice, ` +
				`${deploys.strange.length} files asked for in vain by pages (${deploys.givenUp} by copies over ` +
				`which a deploy came), ${broken.length} errors, ` +
				`${disturbed} disturbed, ${late} late, idle pages after at most ` +
				`${Math.round(Math.max(...waits) / 1000)} s`
		);
		for (const what of [...broken, ...deploys.strange].slice(0, 10)) console.log(`  ${what}`);
		return (
			lost === 0 &&
			row!.heard === row!.numbers &&
			deploys.strange.length + broken.length + disturbed + late === 0
		);
	} finally {
		await tablet.kill();
		deploys.close();
		await hall.end();
		rmSync(folder, { recursive: true, force: true });
	}
}
