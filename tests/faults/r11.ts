import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { settleAccounts } from './station/account.ts';
import { bundleStation } from './station/bundle.ts';
import { Post } from './station/crew.ts';
import { FaultHall } from './station/hall.ts';
import type { Kept } from './station/page.ts';

/*
 * R11: tabs of a station are duplicated and restored while all of them are pressed at once, and its disk is copied to a
 * second device: no number is given twice, and the copy is found out at its first contact.
 */

/** Numbers that each tab tries to give before the tabs change. */
const A_ROUND = 250;
/** Longer than a beat of two seconds on a busy machine. */
const BEAT_MS = 4_000;

async function tab(post: Post, given: Kept[]): Promise<Page> {
	const page = await post.tablet!.newTab();
	await page.exposeFunction('acked', (operations: Kept[]) => {
		given.push(...operations);
		for (const one of operations) post.acked.set(one[1], one);
	});
	await page.goto(`${post.line.url}/rig`);
	const trouble = await page.evaluate(() => window.rig.open());
	if (trouble) throw new Error(`a tab did not open: ${trouble}`);
	return page;
}

const writes = (page: Page) =>
	page.evaluate(() => !window.rig.standing().viewer).catch(() => false);

/** Three tabs at a time press at once; the one that works is closed, and another takes over. */
async function tabs(post: Post, numbers: number) {
	const given: Kept[] = [];
	await post.page.close();
	let open = [await tab(post, given)];
	let [rounds, atOnce] = [0, 0];
	while (given.length < numbers) {
		while (open.length < 3) open.push(await tab(post, given));
		const tried = await Promise.all(
			open.map((page) => page.evaluate((count) => window.rig.tryToGive(count), A_ROUND))
		);
		if (tried.filter((one) => one.given > 0).length > 1) atOnce++;
		const works = await Promise.all(open.map(writes));
		const [closed] = open.filter((_, i) => works[i]);
		await closed?.close();
		open = open.filter((page) => page !== closed);
		rounds++;
		for (let waited = 0; waited < 200; waited++) {
			if ((await Promise.all(open.map(writes))).includes(true)) break;
			await sleep(20);
		}
	}
	const [last] = open;
	for (const page of open.slice(1)) await page.close();
	return { given, rounds, atOnce, page: last! };
}

function twice(given: readonly Kept[]): number {
	return given.length - new Set(given.map(([, , number]) => number)).size;
}

/** Two beats of the one that was there first, one of the other, and what a busy machine adds. */
const FOUND_OUT_MS = 10_000;

const give = (post: Post, count: number) =>
	post.page.evaluate((many) => window.rig.tryToGive(many), count);

/**
 * A device and its copy are switched on at once, both in contact with the hall. `atOnce`: they are pressed in the same
 * moment before the hall can know; else only when it has had the time to find out.
 */
async function liveCopy(hall: FaultHall, gateId: string, folder: string, atOnce: boolean) {
	const original = await Post.enrol(hall, await hall.gatePlace(gateId), folder);
	const posts = [original];
	try {
		await sleep(BEAT_MS);
		await give(original, 5);
		await sleep(BEAT_MS);
		await original.tablet!.kill();
		const copy = await Post.copyOf(original, join(folder, `${gateId}-live`));
		posts.push(copy);
		await original.start();
		await original.open();
		await sleep(BEAT_MS);
		await copy.open();
		const twiceNow = () =>
			twice([...original.acked.values(), ...copy.acked.values()].filter((one) => one[2] > 0));
		if (atOnce) await Promise.all(posts.map((post) => give(post, 10)));
		await sleep(FOUND_OUT_MS);
		const before = twiceNow();
		const tried = await Promise.all(posts.map((post) => give(post, 10)));
		await sleep(BEAT_MS);
		const closed = (await Promise.all(posts.map((post) => post.standing()))).filter(
			(one) => one.closed === 'forgotten'
		).length;
		const account = await settleAccounts(hall, posts);
		return {
			before,
			after: twiceNow() - before,
			working: tried.filter(({ given }) => given > 0).length,
			closed,
			lost: account.lost + account.doubled + account.stuck
		};
	} finally {
		await Promise.all(posts.map((post) => post.end()));
	}
}

async function liveCopies(hall: FaultHall, folder: string): Promise<boolean> {
	let good = true;
	for (const [i, gateId] of hall.gates.slice(1).entries()) {
		const atOnce = i % 2 === 1;
		const { before, after, working, closed, lost } = await liveCopy(hall, gateId, folder, atOnce);
		const pressed = atOnce ? 'pressed at once, 10 times each' : 'at rest';
		console.log(
			`a device and its copy, both on line, ${pressed}: ${before} numbers twice before the hall could know, ${after} after; ${closed} closed, ${working} still at work; ${lost} lost, doubled in the hall or stuck`
		);
		good &&= before + after === 0 && closed === 1 && working === 1 && lost === 0;
	}
	return good;
}

async function run(folder: string, numbers: number, copies: number): Promise<boolean> {
	const script = await bundleStation(join(folder, 'bundle'));
	const hall = await FaultHall.open(join(folder, 'hall'), () => script, { gates: 5, booths: 1 });
	const posts: Post[] = [];
	try {
		const place = await hall.gatePlace(hall.gates[0]!);
		const gate = await Post.enrol(hall, place, folder);
		posts.push(gate);
		await sleep(3_000);
		const { given, rounds, atOnce, page } = await tabs(gate, numbers);
		console.log(
			`${given.length} numbers from three tabs at a time, the working one closed ${rounds} times: ${twice(given)} twice, ${atOnce} rounds with two tabs at work`
		);
		let good = twice(given) + atOnce === 0;

		let [found, late, doubled] = [0, 0, 0];
		let original = gate;
		await page.close();
		await gate.tablet!.kill();
		for (let n = 0; n < copies; n++) {
			const where = join(folder, `copies-${n}`);
			// Copied while it is off; the original goes on and tells what it did, then the copy is switched on.
			const copy = await Post.copyOf(original, where);
			posts.push(copy);
			await original.start();
			await original.open();
			const before = await original.page.evaluate(() => window.rig.tryToGive(20));
			await sleep(BEAT_MS);
			await copy.open();
			const after = await copy.page.evaluate(() => window.rig.tryToGive(20));
			await sleep(BEAT_MS);
			const { closed } = await copy.standing();
			if (closed === 'forgotten') found++;
			if (before.given !== 20 || after.given > 0) late++;
			const all = [...original.acked.values(), ...copy.acked.values()].filter((one) => one[2] > 0);
			doubled += twice(all);
			await copy.end();
			posts.splice(posts.indexOf(copy), 1);
			await original.tablet!.kill();
			rmSync(where, { recursive: true, force: true });
		}
		console.log(
			`${copies} copied devices: ${found} found out at their first contact, ${late} gave a number before it, ${doubled} numbers given twice`
		);
		good &&= found === copies && late + doubled === 0;
		good = (await liveCopies(hall, folder)) && good;
		original = gate;
		await original.start();
		await original.open();
		await sleep(BEAT_MS);
		const account = await settleAccounts(hall, [original]);
		console.log(JSON.stringify(account));
		return good && account.lost + account.doubled + account.stuck === 0;
	} finally {
		await Promise.all(posts.map((post) => post.end()));
		await hall.end();
	}
}

/** `--numbers 20000 --copies 10`: numbers given by tabs that come and go, and devices copied. */
export async function faultR11(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			numbers: { type: 'string', default: '20000' },
			copies: { type: 'string', default: '10' }
		}
	});
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-r11-'));
	try {
		return await run(folder, Number(values.numbers), Number(values.copies));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
