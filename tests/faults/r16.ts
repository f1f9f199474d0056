import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { clockSeconds } from '#lib/i18n/format.ts';
import { Tablet } from './station/browser.ts';
import { FaultHall } from './station/hall.ts';

/*
 * R16: in fifty scripted states the line that a station shows is compared with what is so: what the database has, whether
 * the way to the server is open, since when it is not.
 */

const STATES = 50;
/** A silent server is told after five seconds; a healed way is found within the longest pause between two tries. */
const SETTLED_MS = 7_000;
const HEALED_MS = 12_000;

type Way = 'up' | 'refused' | 'silent' | 'killed';
const WAYS: readonly Way[] = ['refused', 'up', 'silent', 'up', 'killed', 'up'];

/** What the screen says. */
interface Said {
	mark: string;
	text: string;
	standing: string;
}

function read(page: Page): Promise<Said> {
	return page.evaluate(() => {
		const line = document.querySelector<HTMLElement>('[data-link]')!;
		const last = document.querySelector<HTMLElement>('.last [data-standing]');
		return {
			mark: line.dataset.link!,
			text: line.innerText.replace(/\s+/g, ' '),
			standing: last?.dataset.standing ?? ''
		};
	});
}

/** Presses that lie on the disk once the screen has taken them. */
async function count(page: Page, presses: number): Promise<void> {
	for (let done = 0; done < presses; done++) {
		await page.locator('button.journey').first().click();
		const give = page.getByRole('button', { name: /Bỏ qua câu hỏi|Skip the questions/ });
		await sleep(750);
		if (await give.isVisible()) {
			await give.click();
			await sleep(750);
		}
	}
}

async function truth(hall: FaultHall, pressed: number): Promise<number> {
	const [row] = await hall.sql<{ heard: number }[]>`
		select count(*)::int as heard from ticket where field_event_id = ${hall.fieldEventId}`;
	return pressed - row!.heard;
}

/** Each thing that the line got wrong; empty where it is true. */
function judge(
	{ mark, text, standing }: Said,
	so: { way: Way; unheard: number; cutAt: number; pressedSinceCut: number }
): string[] {
	const wrong: string[] = [];
	const alone = so.way !== 'up';
	if (mark.startsWith('alone') !== alone) wrong.push(`the link is ${so.way}`);
	if (!alone && (mark !== 'all-heard' || so.unheard !== 0)) wrong.push('not everything was heard');
	if (!alone && standing !== 'heard') wrong.push(`the last one is ${standing}`);
	if (alone) {
		const kept = /(\d+) thao tác|device: (\d+)/.exec(text);
		const said = Number(kept?.[1] ?? kept?.[2] ?? 0);
		if (said !== so.unheard) wrong.push(`${so.unheard} are unheard`);
		const since = /\d\d:\d\d:\d\d/.exec(text)?.[0];
		const near = [-3, -2, -1, 0, 1].map((s) => clockSeconds(so.cutAt + s * 1000));
		if (!since || !near.includes(since)) wrong.push(`cut at ${clockSeconds(so.cutAt)}`);
		if (so.pressedSinceCut > 0 && standing === 'heard') wrong.push('the last one was not heard');
	}
	return wrong;
}

/** @returns whether the label was true in every state */
export async function faultR16(): Promise<boolean> {
	const folder = mkdtempSync(join(tmpdir(), 'r16-'));
	const hall = await FaultHall.open(join(folder, 'hall'), () => '', { gates: 1, booths: 1 });
	const line = await hall.lay();
	const tablet = await Tablet.start(join(folder, 'profile'));
	const { page } = tablet;
	let untrue = 0;
	try {
		await tablet.grantStorage(line.url);
		const code = await hall.code(await hall.gatePlace(hall.gates[0]!));
		await page.goto(`${line.url}/station#${code}`);
		await page.locator('form button[type=submit]').click();
		await page.locator('button.journey').first().waitFor();
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

		let [pressed, cutAt] = [0, 0];
		for (let state = 0; state < STATES; state++) {
			const way = WAYS[state % WAYS.length]!;
			if (way === 'up') {
				line.heal();
				if (WAYS[(state - 1) % WAYS.length] === 'killed') await hall.start();
			} else if (way === 'killed') {
				cutAt = Date.now();
				await hall.kill();
			} else {
				cutAt = Date.now();
				line.cut(way);
			}
			const presses = state % 4;
			await count(page, presses);
			pressed += presses;
			await sleep(way === 'up' ? HEALED_MS : SETTLED_MS);
			const unheard = await truth(hall, pressed);
			const said = await read(page);
			const wrong = judge(said, { way, unheard, cutAt, pressedSinceCut: presses });
			if (wrong.length > 0) untrue++;
			console.log(
				`${state + 1} ${way}, ${presses} pressed: ${said.text}; ${said.standing}`,
				...wrong
			);
		}
		console.log(`R16 ${STATES - untrue} of ${STATES} states told truly`);
	} finally {
		await tablet.kill();
		await hall.end();
		rmSync(folder, { recursive: true, force: true });
	}
	return untrue === 0;
}
