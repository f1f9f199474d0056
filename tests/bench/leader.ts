import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/postgres-js';
import { chromium, type Browser, type Page } from '@playwright/test';
import { count } from '#lib/i18n/format.ts';
import { NOBODY } from '#lib/server/account/actor.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { makeLeaderLink } from '#lib/server/outside/leader-link.ts';
import { fillHall } from '../cluster/fill-hall.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';
import { machineLine, percentile, spread } from './machine.ts';
import { startPrograms, type Program, type Programs } from './programs.ts';
import { sendCommand, signInStaff } from './staff.ts';

const GATES = 10;
const BOOTHS = 60;
const FIRST_VIEW_MS = 1_000;
const UPDATE_MS = 500;
const BYTES = 200 * 1024;
const VIEWS = 7;
const UPDATES = 20;
/** By then the page is live and has loaded whatever it loads. */
const SETTLED_MS = 4_000;

/**
 * The leader's page, and the page of a leader's link, over a hall of 20,000 tickets and 60 booths: how long until the
 * figures are painted with nothing cached, how much is transferred with its headers, and how long after a fact the page
 * shows it. The whole hall goes through the clerk and into the journal.
 * @returns whether nothing is beyond what is aimed at
 */
export async function benchLeader(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { tickets: { type: 'string', default: '20000' } }
	});
	const hall = await startPrograms(1);
	const browser = await chromium.launch({
		...(existsSync('/usr/bin/chromium') && { executablePath: '/usr/bin/chromium' }),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
	});
	try {
		return await run(hall, browser, Number(values.tickets));
	} finally {
		await browser.close();
		await hall.end();
	}
}

async function run({ programs, sql }: Programs, browser: Browser, tickets: number) {
	const program = programs[0]!;
	const plan = await makeRushHall(sql, { gates: GATES, booths: BOOTHS });
	const clerk = new Clerk(sql, plan.fieldEventId, () => {});
	const { fieldEventId } = plan;
	const { catalogue } = plan.open.wish;
	const rules = { ...catalogue.rules, seriesCeiling: 99_999 };
	const wish = { ...plan.open.wish, catalogue: { ...catalogue, rules } };
	const opened = await clerk.take({ ...plan.open, wish, at: Date.now(), by: 'organiser' });
	if (!opened.ok) throw new Error(opened.refused);
	await fillHall(clerk, plan, tickets);
	const leaders = await signInStaff(sql, program, fieldEventId, 'leader', ['leader']);
	const until = new Date(Date.now() + 3_600_000);
	const link = await makeLeaderLink(drizzle(sql), { fieldEventId, label: '', until, by: NOBODY });
	const cookie = { name: `ngayhoi-${program.port}`, value: leaders.get('leader')!.token };
	const address = [`/leader/${fieldEventId}`, link.path] as const;
	let within = true;
	for (const path of address) {
		const views: Awaited<ReturnType<typeof firstView>>[] = [];
		for (let i = 0; i < VIEWS; i++) views.push(await firstView(browser, program, path, cookie));
		const painted = views.map(({ ms }) => ms);
		const bytes = Math.max(...views.map(({ bytes }) => bytes));
		const middle = percentile(painted, 0.5);
		within &&= middle <= FIRST_VIEW_MS && bytes <= BYTES;
		console.log(
			`\n${path.replace(/\d{9,}|(?<=\/l\/).+/, '…')}, ${tickets} tickets, ${BOOTHS} booths`
		);
		console.log(
			`  first view, nothing cached: ${spread(painted)} (${VIEWS} times; at most ${FIRST_VIEW_MS})`
		);
		console.log(
			`  of it until the program answers: ${spread(views.map(({ answeredMs }) => answeredMs))}`
		);
		console.log(
			`  transferred with headers: ${Math.round(bytes / 1024)} KB (at most ${BYTES / 1024})`
		);
		for (const [what, sum] of views.at(-1)!.parts) {
			console.log(`    ${String(Math.round(sum / 1024)).padStart(4)} KB ${what}`);
		}
	}
	const [gateId = ''] = plan.gates;
	const gates = await signInStaff(sql, program, fieldEventId, 'gate', [gateId]);
	const services = [{ serviceId: plan.service.id, people: 1 }];
	const press = async () => {
		const ticketId = randomUUID();
		const wish = { kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 };
		const command = { operationId: randomUUID(), wish };
		const answer = await sendCommand(program, gates.get(gateId)!, fieldEventId, command);
		if (!answer.ok) throw new Error(answer.refused);
	};
	const updates = await updateTimes(browser, program, address[0], cookie, press, tickets);
	const p95 = percentile(updates, 0.95);
	within &&= p95 <= UPDATE_MS;
	console.log(
		`\nafter a fact the page shows it in ${spread(updates)} (${UPDATES} times; at most ${UPDATE_MS} for p95)`
	);
	console.log(`${within ? 'within' : 'BEYOND'} what is aimed at; ${machineLine()}`);
	return within;
}

type Cookie = { name: string; value: string };

async function open(browser: Browser, program: Program, cookie: Cookie) {
	const context = await browser.newContext({
		viewport: { width: 1366, height: 768 },
		locale: 'vi-VN'
	});
	await context.addCookies([{ ...cookie, url: program.url }]);
	return context.newPage();
}

/** One look with an empty cache: when the figures were painted, and every byte until the page is live. */
async function firstView(browser: Browser, program: Program, path: string, cookie: Cookie) {
	const page = await open(browser, program, cookie);
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Network.enable');
	const kinds = new Map<string, string>();
	const parts = new Map<string, number>();
	let bytes = 0;
	cdp.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = kinds.get(requestId) ?? 'other';
		bytes += encodedDataLength;
		parts.set(kind, (parts.get(kind) ?? 0) + encodedDataLength);
	});
	await page.goto(program.url + path);
	await page.locator('#figures').waitFor();
	await page.waitForTimeout(SETTLED_MS);
	// The largest thing that was painted is part of the figures: they come with the page itself.
	const ms = await page.evaluate<number>(`new Promise((done) => {
		new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
			.observe({ type: 'largest-contentful-paint', buffered: true });
	})`);
	const answeredMs = await page.evaluate<number>(
		`performance.getEntriesByType('navigation')[0].responseStart`
	);
	await page.context().close();
	return { ms, answeredMs, bytes, parts: [...parts].sort(([, a], [, b]) => b - a) };
}

/** From the press at a gate, as its button sends it, to the frame in which the page has painted what came of it. */
async function updateTimes(
	browser: Browser,
	program: Program,
	path: string,
	cookie: Cookie,
	press: () => Promise<unknown>,
	tickets: number
): Promise<number[]> {
	const page = await open(browser, program, cookie);
	await page.goto(program.url + path);
	await page.waitForTimeout(SETTLED_MS);
	await page.evaluate(NOTE_FIGURES);
	const measured: number[] = [];
	for (let i = 1; i <= UPDATES; i++) {
		const pressedAt = Date.now();
		await press();
		measured.push((await shownAt(page, count(tickets + i))) - pressedAt);
		// Not in step with the rooms' frames.
		await sleep(700 + i * 37);
	}
	await page.context().close();
	return measured;
}

/** Run in the page: notes the frame in which each figure is first there. A text, as tsx's own would not run in a page. */
const NOTE_FIGURES = `
	window.shownAt = new Map();
	new MutationObserver(() => requestAnimationFrame(() => {
		for (const figure of document.querySelectorAll('section[aria-labelledby="figures"] b')) {
			const text = figure.textContent.trim();
			if (!window.shownAt.has(text)) window.shownAt.set(text, Date.now());
		}
	})).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

async function shownAt(page: Page, figure: string): Promise<number> {
	for (const until = Date.now() + 10_000; Date.now() < until; await sleep(20)) {
		const at = await page.evaluate<number | null>(`window.shownAt.get('${figure}') ?? null`);
		if (at !== null) return at;
	}
	throw new Error(`the page never showed ${figure}`);
}
