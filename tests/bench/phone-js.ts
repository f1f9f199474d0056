import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import http from 'node:http';
import { chromium, type Page } from '@playwright/test';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';
import { startPrograms, type Programs } from './programs.ts';

const TARGET_BYTES = 60_000;
/** The socket is loaded after the first paint; by then it is there and has told the page its first frame. */
const SETTLED_MS = 4_000;

/** One script, and its size as each compression brings it: browsers ask for Brotli on https only. */
interface Script {
	name: string;
	gzip: number;
	brotli: number;
}

/**
 * The JavaScript that a citizen's page loads in a real browser until it is live, and that of the page on which a phone
 * takes a number.
 * @returns whether no page loads more than it may
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
			const sum = (by: 'gzip' | 'brotli') => scripts.reduce((all, script) => all + script[by], 0);
			within &&= sum('gzip') <= TARGET_BYTES;
			console.log(
				`\n${path.replace(/\d{9,}/, '…')}: ${scripts.length} files, ` +
					`${sum('gzip')} bytes as gzip, ${sum('brotli')} as Brotli`
			);
			for (const { name, gzip, brotli } of scripts) {
				console.log(`  ${String(gzip).padStart(6)} ${String(brotli).padStart(6)} ${name}`);
			}
		}
		console.log(`\n${within ? 'within' : 'BEYOND'} the ${TARGET_BYTES} bytes that a page may load`);
		return within;
	} finally {
		await browser.close();
	}
}

/** The scripts that the page loads in a real browser, the largest first. */
async function scriptsOf(page: Page, url: string): Promise<Script[]> {
	const loaded = new Set<string>();
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script') loaded.add(response.url());
	});
	await page.goto(url);
	await page.waitForTimeout(SETTLED_MS);
	await page.close();
	const scripts = await Promise.all(
		[...loaded].map(async (script) => ({
			name: new URL(script).pathname.split('/').slice(-2).join('/'),
			gzip: await bytesOf(script, 'gzip'),
			brotli: await bytesOf(script, 'br')
		}))
	);
	return scripts.sort((a, b) => b.gzip - a.gzip);
}

/** How long the body is on the wire. */
function bytesOf(url: string, encoding: 'gzip' | 'br'): Promise<number> {
	return new Promise((resolve, reject) => {
		http
			.get(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
				let bytes = 0;
				answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
				answer.on('end', () => resolve(bytes));
			})
			.on('error', reject);
	});
}
