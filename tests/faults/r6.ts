import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { settleAccounts } from './station/account.ts';
import { bundleStation } from './station/bundle.ts';
import { Post } from './station/crew.ts';
import { FaultHall } from './station/hall.ts';

/*
 * R6: five stations in browsers of their own, their lines cut and healed, the program killed and started, browsers
 * killed in the midst: whatever a screen said is done is in the hall once, and everything was told soon after healing.
 */

const DRAIN_MS = 10_000;
/** A slow machine is no fault of the outbox: after this it is stuck. */
const STUCK_MS = 120_000;

interface Plan {
	minutes: number;
	cuts: number;
	serverKills: number;
	browserKills: number;
	everyMs: number;
}

/** Does `count` things at random moments spread over the time, one after the other. */
async function spread(count: number, ms: number, what: () => Promise<void>): Promise<number> {
	const began = performance.now();
	let done = 0;
	while (done < count && performance.now() - began < ms) {
		const due = ((done + 0.2 + Math.random() * 0.6) * ms) / count;
		await sleep(Math.max(0, due - (performance.now() - began)));
		await what();
		done++;
	}
	return done;
}

const pick = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;

async function trouble(hall: FaultHall, posts: Post[], plan: Plan) {
	const ms = plan.minutes * 60_000;
	const busy = new Set<Post>();
	const cuts = spread(plan.cuts, ms, async () => {
		const post = pick(posts);
		if (post.line.state === 'up') post.line.cut(pick(['refused', 'silent'] as const));
		else post.line.heal();
	});
	const servers = spread(plan.serverKills, ms, async () => {
		await hall.kill();
		await sleep(Math.random() * 2_000);
		await hall.start();
	});
	const browsers = spread(plan.browserKills, ms, async () => {
		const post = pick(posts);
		busy.add(post);
		await post.killAndReturn();
		post.work(plan.everyMs);
		busy.delete(post);
	});
	// People walk about with the slips that they were given.
	let walking = true;
	const people = (async () => {
		while (walking) {
			const slips = posts.flatMap((post) => post.slips.splice(0));
			const booths = posts.filter((post) => post.place.kind === 'booth' && !busy.has(post));
			if (slips.length > 0 && booths.length > 0) {
				const some = slips.filter(() => Math.random() < 0.3);
				await pick(booths)
					.bring(some)
					.catch(() => undefined);
			}
			await sleep(1_000);
		}
	})();
	const done = await Promise.all([cuts, servers, browsers]);
	walking = false;
	await people;
	return done;
}

/** Waits until no station holds anything back; how long it took. */
async function drained(posts: Post[]): Promise<number> {
	const began = performance.now();
	for (;;) {
		const left = await Promise.all(posts.map((post) => post.standing()));
		const took = performance.now() - began;
		if (left.every(({ unsent }) => unsent === 0) || took > STUCK_MS) return took;
		await sleep(100);
	}
}

async function run(folder: string, plan: Plan): Promise<boolean> {
	const script = await bundleStation(join(folder, 'bundle'));
	const hall = await FaultHall.open(join(folder, 'hall'), () => script, { gates: 2, booths: 3 });
	const posts: Post[] = [];
	try {
		for (const gateId of hall.gates.slice(0, 2)) {
			posts.push(await Post.enrol(hall, await hall.gatePlace(gateId), folder));
		}
		for (const boothId of hall.booths.slice(0, 3)) {
			posts.push(await Post.enrol(hall, { kind: 'booth', boothId }, folder));
		}
		await sleep(3_000);
		posts.forEach((post) => post.work(plan.everyMs));
		const [cuts, serverKills, browserKills] = await trouble(hall, posts, plan);
		for (const post of posts) {
			post.line.heal();
			await post.stop();
		}
		const standings = await Promise.all(posts.map((post) => post.standing()));
		const waiting = standings.reduce((sum, { unsent }) => sum + unsent, 0);
		const ms = await drained(posts);
		const account = await settleAccounts(hall, posts);
		const { acked, lost, doubled, otherNumber, stuck, verdicts } = account;
		console.log(
			`${posts.length} stations, ${cuts} cuts and healings, ${serverKills} killed servers, ${browserKills} killed browsers`
		);
		console.log(
			`${acked} acknowledged on screens, ${lost} lost, ${doubled} doubled, ${otherNumber} with another number, ${stuck} stuck; ${waiting} were untold at healing, all told ${(ms / 1000).toFixed(1)} s after it`
		);
		console.log(`verdicts ${JSON.stringify(verdicts)}`);
		const inTrouble = (await Promise.all(posts.map((post) => post.standing()))).filter(
			({ closed, storeTrouble, contactRefused }) => closed || storeTrouble || contactRefused
		);
		if (inTrouble.length > 0) console.log(`stations in trouble: ${JSON.stringify(inTrouble)}`);
		const right = lost + doubled + otherNumber + stuck + inTrouble.length === 0;
		return right && ms <= DRAIN_MS;
	} finally {
		await Promise.all(posts.map((post) => post.end()));
		await hall.end();
	}
}

/** `--minutes 9 --cuts 200 --servers 40 --browsers 20 --every 150`: how long, faults, ms between two presses. */
export async function faultR6(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			minutes: { type: 'string', default: '9' },
			cuts: { type: 'string', default: '200' },
			servers: { type: 'string', default: '40' },
			browsers: { type: 'string', default: '20' },
			every: { type: 'string', default: '150' }
		}
	});
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-r6-'));
	try {
		return await run(folder, {
			minutes: Number(values.minutes),
			cuts: Number(values.cuts),
			serverKills: Number(values.servers),
			browserKills: Number(values.browsers),
			everyMs: Number(values.every)
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
