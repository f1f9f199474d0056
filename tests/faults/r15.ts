import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import type { StationPlace } from '#lib/core/fact.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { percentile, spread } from '../bench/machine.ts';
import { fillHall } from '../cluster/fill-hall.ts';
import { Tablet } from './station/browser.ts';
import { FaultHall } from './station/hall.ts';

/*
 * R15: how soon a tablet that nobody has used is useful at a gate or a booth of a hall that has given many numbers, and how
 * soon once more when its page is opened without the server.
 */

const FIRST_MS = 5_000;
const OFF_LINE_MS = 2_000;
const TIMES = 5;

/** A number can be given, the next one called, or whoever brings a slip served: a page opened anew calls no leased number. */
const useful = (page: Page, place: StationPlace) =>
	(place.kind === 'gate'
		? page.locator('button.journey').first()
		: page
				.locator('.bar button')
				.filter({ hasText: /[A-Z]\d*-\d+/ })
				.or(page.locator('.hand form'))
	).waitFor();

async function measured(hall: FaultHall, place: StationPlace, profile: string) {
	const line = await hall.lay();
	const tablet = await Tablet.start(profile);
	const { page } = tablet;
	try {
		await tablet.grantStorage(line.url);
		const code = await hall.code(place);
		let began = performance.now();
		await page.goto(`${line.url}/station#${code}`);
		await page.locator('form button[type=submit]').click();
		await useful(page, place);
		const first = performance.now() - began;
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		line.cut('refused');
		began = performance.now();
		await page.reload();
		await useful(page, place);
		return { first, offLine: performance.now() - began };
	} finally {
		await tablet.kill();
		rmSync(profile, { recursive: true, force: true });
	}
}

/** @returns whether a new station was useful in time, on line and off */
export async function faultR15(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { tickets: { type: 'string', default: '20000' } }
	});
	const tickets = Number(values.tickets);
	const folder = mkdtempSync(join(tmpdir(), 'r15-'));
	const hall = await FaultHall.open(join(folder, 'hall'), () => '', { gates: 10, booths: 60 });
	let good = true;
	try {
		const clerk = new Clerk(hall.sql, hall.fieldEventId, () => {});
		const [boothId, ...booths] = hall.booths;
		await fillHall(clerk, { gates: hall.gates, booths }, tickets);
		const places: StationPlace[] = [
			await hall.gatePlace(hall.gates[0]!),
			{ kind: 'booth', boothId: boothId! }
		];
		for (const place of places) {
			const all: Awaited<ReturnType<typeof measured>>[] = [];
			for (let time = 0; time < TIMES; time++) {
				all.push(await measured(hall, place, join(folder, 'profile')));
			}
			const [first, offLine] = [all.map((one) => one.first), all.map((one) => one.offLine)];
			good &&= percentile(first, 1) <= FIRST_MS && percentile(offLine, 1) <= OFF_LINE_MS;
			console.log(
				`a new ${place.kind} in a hall of ${tickets} tickets is useful after ${spread(first)}; opened again without the server after ${spread(offLine)}`
			);
		}
		console.log(`${good ? 'within' : 'BEYOND'} what is aimed at`);
	} finally {
		await hall.end();
		rmSync(folder, { recursive: true, force: true });
	}
	return good;
}
