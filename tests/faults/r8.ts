import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile, spread } from '../bench/machine.ts';
import { settleAccounts } from './station/account.ts';
import { bundleStation } from './station/bundle.ts';
import { Post } from './station/crew.ts';
import { FaultHall } from './station/hall.ts';
import type { Pressed } from './station/worker.ts';
import { SlowLink, whyNoLink } from './station/slow-link.ts';

/*
 * R8: a gate alone gives the numbers of eight hours, a booth alone serves whoever brings a slip, all without a pause
 * between; then everything is told over a bad line, beside uploads of as many bytes over that line.
 */

const ANSWERS_MS = 100;
const SYNC_RATIO = 1.5;
const SYNC_AT_5_MS = 15_000;
const GIVE_UP_MS = 300_000;
/** On a line that loses much, one upload may take ten times as long as the next. */
const UPLOADS = 3;
const ROUNDS = 7;
const LONGEST_UPLOAD_MS = 30_000;
/** What a booth answers on its way into work by hand; anything else would be a refusal of work. */
const EXPECTED = new Set(['queue-empty']);

interface Plan {
	tickets: number;
	served: number;
	queued: number;
	loss: number;
}

const mean = (all: readonly number[]) => all.reduce((a, b) => a + b, 0) / all.length;

function told(name: string, { done, refused, ms }: Pressed): boolean {
	const last = ms.slice(-Math.ceil(ms.length / 10));
	console.log(
		`${name} alone: ${done} operations, press to saved ${spread(ms)}; the last tenth ${spread(last)}; not done ${JSON.stringify(refused)}`
	);
	const unexpected = Object.keys(refused).filter((code) => !EXPECTED.has(code));
	return unexpected.length === 0 && percentile(last, 0.95) <= ANSWERS_MS;
}

const work = (post: Post, most: number) =>
	post.page.evaluate((count) => window.rig.work(0, count), most);

/** Tells everything over the link and compares with one upload of the same bytes. */
async function tellAll(post: Post, link: SlowLink | null, loss: number) {
	const { line } = post;
	link?.lose(loss);
	line.onward = link?.hall ?? null;
	[line.bytes, line.requests, line.begun] = [0, 0, 0];
	line.heal();
	let began = 0;
	for (let waited = 0; waited < GIVE_UP_MS; waited += 50) {
		// The moment when the station finds the hall again is no matter of the line's speed.
		if (began === 0 && line.begun > 0) began = performance.now();
		if (began > 0 && (await post.standing()).unsent === 0) break;
		await sleep(50);
	}
	const ms = performance.now() - began;
	const { bytes, requests, begun } = line;
	const { unsent } = await post.standing();
	line.onward = null;
	const uploads: number[] = [];
	for (let n = 0; link && n < UPLOADS; n++) {
		uploads.push(await link.upload(bytes, LONGEST_UPLOAD_MS));
	}
	return { ms, bytes, requests, begun, uploads, unsent };
}

async function run(folder: string, plan: Plan): Promise<boolean> {
	const script = await bundleStation(join(folder, 'bundle'));
	const hall = await FaultHall.open(join(folder, 'hall'), () => script, { gates: 2, booths: 1 });
	const why = await whyNoLink();
	if (why) console.log(`the bad line: SKIPPED, ${why}`);
	const link = why ? null : await SlowLink.lay(folder, hall.port, '1mbit');
	const posts: Post[] = [];
	try {
		const [gateId, second] = hall.gates;
		const gate = await Post.enrol(hall, await hall.gatePlace(gateId!), folder);
		const other = await Post.enrol(hall, await hall.gatePlace(second!), folder);
		const booth = await Post.enrol(hall, { kind: 'booth', boothId: hall.booths[0]! }, folder);
		posts.push(gate, other, booth);
		await gate.page.evaluate(() => window.rig.work(0, 10));
		await sleep(6_000);
		posts.forEach(({ line }) => line.cut('silent'));
		await sleep(6_000);

		let good = told('the gate', await work(gate, plan.tickets - 10));
		const slips = gate.slips.slice(-plan.served);
		await booth.bring(slips);
		good = told('the booth', await work(booth, plan.served)) && good;
		await other.page.evaluate((count) => window.rig.count(count), plan.queued);
		good = told(`a gate with ${plan.queued} queued`, await work(other, 200)) && good;

		const tell = async (post: Post, name: string, loss: number) => {
			const { ms, bytes, requests, begun, uploads, unsent } = await tellAll(post, link, loss);
			const over = link
				? `a line that loses ${loss} %; uploads of as many bytes: ${uploads.map((one) => (one / 1000).toFixed(1)).join(', ')} s`
				: 'a line without fault';
			console.log(
				`${name} told everything: ${(ms / 1000).toFixed(1)} s, ${bytes} bytes in ${requests} requests (${begun} begun), ${unsent} left, over ${over}`
			);
			good &&= unsent === 0;
			return { ms, uploads };
		};
		const { ms } = await tell(booth, 'the booth', 5);
		if (link) good &&= ms <= SYNC_AT_5_MS;
		await tell(other, 'the gate with the queue', 0);
		const synced: number[] = [];
		const sent: number[] = [];
		for (let round = 0; round < (link ? ROUNDS : 1); round++) {
			if (round > 0) {
				other.line.cut('silent');
				await other.page.evaluate((count) => window.rig.count(count), plan.tickets);
			}
			const { ms, uploads } = await tell(round > 0 ? other : gate, 'a gate', plan.loss);
			synced.push(ms);
			sent.push(...uploads);
		}
		if (link) {
			console.log(
				`${ROUNDS} times at ${plan.loss} %: told ${spread(synced)}; one upload ${spread(sent)}`
			);
			const ratio = percentile(synced, 0.5) / percentile(sent, 0.5);
			const means = mean(synced) / mean(sent);
			console.log(`the medians' ratio: ${ratio.toFixed(2)}; the means': ${means.toFixed(2)}`);
			good &&= ratio <= SYNC_RATIO;
		}
		const { acked, lost, doubled, otherNumber, stuck, verdicts } = await settleAccounts(
			hall,
			posts
		);
		console.log(
			`${acked} acknowledged, ${lost} lost, ${doubled} doubled, ${otherNumber} with another number, ${stuck} stuck; verdicts ${JSON.stringify(verdicts)}`
		);
		return good && lost + doubled + otherNumber + stuck === 0;
	} finally {
		await Promise.all(posts.map((post) => post.end()));
		link?.end();
		await hall.end();
	}
}

/** `--tickets 2000 --served 400 --queued 5000 --loss 30`: what is done alone, and how bad the line is afterwards. */
export async function faultR8(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			tickets: { type: 'string', default: '2000' },
			served: { type: 'string', default: '400' },
			queued: { type: 'string', default: '5000' },
			loss: { type: 'string', default: '30' }
		}
	});
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-r8-'));
	try {
		return await run(folder, {
			tickets: Number(values.tickets),
			served: Number(values.served),
			queued: Number(values.queued),
			loss: Number(values.loss)
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
