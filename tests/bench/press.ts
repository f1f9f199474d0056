import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import type { Answer } from '#lib/core/answer.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';
import { machineLine, percentile, spread } from './machine.ts';
import { startPrograms, type Programs } from './programs.ts';
import { sendCommand, signInStaff } from './staff.ts';

const BOOTHS = 6;
const TARGET_MS = 300;
const SHOWN_WITHIN_MS = 10_000;
/** A press each second: four times a busy hall's, and as many as a board has cells for (20, for 15 s each). */
const PRESS_EVERY_MS = 1_000;

/**
 * From a press at a booth to the number on the board's page in a real browser: the press is the request that the
 * booth's button sends, the end is the frame in which Chromium paints the number, both by the clock of this machine.
 */
export async function benchPress(args: string[]): Promise<boolean> {
	const { values } = parseArgs({ args, options: { presses: { type: 'string', default: '200' } } });
	const hall = await startPrograms(1);
	try {
		const measured = await run(hall, Number(values.presses));
		const p95 = percentile(measured, 0.95);
		console.log(`${measured.length} presses, ${spread(measured)}; ${machineLine()}`);
		console.log(
			`p95 ${p95 <= TARGET_MS ? 'within' : 'beyond'} the ${TARGET_MS} ms aimed at on an idle machine`
		);
		return true;
	} finally {
		await hall.end();
	}
}

async function run({ programs, sql }: Programs, presses: number): Promise<number[]> {
	const program = programs[0]!;
	const plan = await makeRushHall(sql, { gates: 1, booths: BOOTHS });
	const { fieldEventId, booths } = plan;
	const gateId = plan.gates[0]!;
	const clerk = new Clerk(sql, fieldEventId, () => {});
	const opened = await clerk.take({ ...plan.open, at: Date.now(), by: 'organiser' });
	if (!opened.ok) throw new Error(opened.refused);
	const officers = await signInStaff(sql, program, fieldEventId, 'officer', booths);
	const gates = await signInStaff(sql, program, fieldEventId, 'gate', plan.gates);
	const press = async (place: string, wish: Wish): Promise<Answer & { ok: true }> => {
		const member = (officers.get(place) ?? gates.get(place))!;
		const command = { operationId: randomUUID(), wish };
		const answer = await sendCommand(program, member, fieldEventId, command);
		if (!answer.ok) throw new Error(`${wish.kind}: ${answer.refused}`);
		return answer;
	};
	for (const boothId of booths)
		await press(boothId, { kind: 'open-booth', boothId, takeOver: false });
	for (let i = 0; i < presses; i++) {
		await press(gateId, {
			kind: 'issue',
			gateId,
			ticketId: randomUUID(),
			services: [{ serviceId: plan.service.id, people: 1 }],
			lane: 'regular',
			party: 1
		});
	}

	const browser = await chromium.launch({
		...(existsSync('/usr/bin/chromium') && { executablePath: '/usr/bin/chromium' }),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
		await page.goto(`${program.url}/board/${fieldEventId}/all`);
		await page.evaluate(NOTE_NUMBERS);
		await sleep(2_000);
		const measured: number[] = [];
		for (let i = 0; i < presses; i++) {
			const boothId = booths[i % booths.length]!;
			const pressedAt = Date.now();
			const { tickets } = await press(boothId, { kind: 'call-next', boothId });
			const { id, prefix, number } = tickets[0]!;
			measured.push((await shownAt(page, formatNumber(prefix, number))) - pressedAt);
			const { id: serviceId, outcome, level } = plan.service;
			const results = [{ serviceId, outcome, level, reasonId: null, count: 1 }];
			await press(boothId, { kind: 'finish', ticketId: id, results, callNext: false });
			await sleep(Math.max(0, pressedAt + PRESS_EVERY_MS - Date.now()));
		}
		return measured;
	} finally {
		await browser.close();
	}
}

/**
 * Run in the page: notes the frame in which each number is first among the calls. A text, because what tsx makes of a
 * function does not run outside of it.
 */
const NOTE_NUMBERS = `
	window.shownAt = new Map();
	new MutationObserver(() => {
		const fresh = [...document.querySelectorAll('main li.tile')]
			.flatMap((item) => item.textContent.match(/[A-Z]\\d*-\\d{3,}/) ?? [])
			.filter((number) => !window.shownAt.has(number));
		if (fresh.length > 0) requestAnimationFrame(() => {
			for (const number of fresh) window.shownAt.set(number, Date.now());
		});
	}).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

/** When the page painted a number, ms of the machine's clock. */
async function shownAt(page: Page, number: string): Promise<number> {
	const until = Date.now() + SHOWN_WITHIN_MS;
	while (Date.now() < until) {
		const at = await page.evaluate<number | null>(`window.shownAt.get('${number}') ?? null`);
		if (at !== null) return at;
		await sleep(20);
	}
	throw new Error(`${number} was not shown`);
}
