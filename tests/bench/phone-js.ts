import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';
import { startPrograms, type Programs } from './programs.ts';

const TARGET_BYTES = 60_000;
/** The socket is loaded after the first paint; by then it is there and has told the page its first frame. */
const SETTLED_MS = 4_000;

/** One script as it crossed the network. */
interface Script {
	name: string;
	bytes: number;
}

/**
 * The JavaScript that a citizen's page loads in a real browser, as compressed on the wire, its socket included; and that
 * of the page on which a phone takes a number.
 * @returns whether a page loads more than it may
 */
export async function benchPhoneJs(): Promise<boolean> {
	const hall = await startPrograms(1);
	try {
		return await run(hall);
	} finally {
		await hall.end();
	}
}

async function run({ programs, sql }: Programs): Promise<boolean> {
	const plan = await makeRushHall(sql, { gates: 1, booths: 2 });
	const clerk = new Clerk(sql, plan.fieldEventId, () => {});
	const take = (wish: Parameters<Clerk['take']>[0]['wish']) =>
		clerk.take({ operationId: randomUUID(), wish, at: Date.now(), by: 'organiser' });
	await take(plan.open.wish);
	const ticketId = randomUUID();
	const services = [{ serviceId: plan.service.id, people: 1 }];
	const gateId = plan.gates[0]!;
	const journey = { services, lane: 'regular' as const, party: 1 };
	const issued = await take({ kind: 'issue', gateId, ticketId, ...journey });
	if (!issued.ok) throw new Error(issued.refused);
	const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
	try {
		let within = true;
		for (const path of [`/t/${ticketDigits(ticketId)}`, `/join/${plan.fieldEventId}`]) {
			const scripts = await scriptsOf(await browser.newPage(), programs[0]!.url + path);
			const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
			within &&= bytes <= TARGET_BYTES;
			console.log(`\n${path.replace(/\d{9,}/, '…')}: ${bytes} bytes in ${scripts.length} files`);
			for (const script of scripts)
				console.log(`  ${String(script.bytes).padStart(6)} ${script.name}`);
		}
		console.log(`\n${within ? 'within' : 'BEYOND'} the ${TARGET_BYTES} bytes that a page may load`);
		return within;
	} finally {
		await browser.close();
	}
}

/** What the page loads, by Chromium's own count of bytes received for each body; the largest first. */
async function scriptsOf(page: Page, url: string): Promise<Script[]> {
	const network = await page.context().newCDPSession(page);
	await network.send('Network.enable');
	const names = new Map<string, string>();
	const scripts: Script[] = [];
	network.on('Network.responseReceived', ({ requestId, response }) => {
		if (/javascript/.test(response.mimeType)) {
			names.set(requestId, new URL(response.url).pathname.split('/').slice(-2).join('/'));
		}
	});
	network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const name = names.get(requestId);
		if (name) scripts.push({ name, bytes: encodedDataLength });
	});
	await page.goto(url);
	await page.waitForTimeout(SETTLED_MS);
	await page.close();
	return scripts.sort((a, b) => b.bytes - a.bytes);
}
