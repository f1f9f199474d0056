import { drizzle } from 'drizzle-orm/postgres-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Sql } from 'postgres';
import { HALL_START } from '#lib/core/hall.fixture.ts';
import { createSession } from '#lib/server/account/session.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { startPrograms, type Programs } from '../bench/programs.ts';
import type { Member } from '../bench/staff.ts';
import { compareEnds, compareShown } from './schedule/compare.ts';
import { LEASE_MS } from './schedule/exact-node.ts';
import { accountOf, PEOPLE, record, type Schedule } from './schedule/record.ts';
import { Replay } from './schedule/replay.ts';
import { Targets } from './schedule/targets.ts';

/*
 * R5: days of the simulation, lived by the core alone, are sent request by request through two real programs over one real
 * PostgreSQL: people's wishes and stations' signed contacts, at the hall times of the simulation, many field events at once.
 * Now and then a program is killed; what it left unanswered is sent again. Every answer must be the core's, and in the
 * end rows, journal, first answers and what is shown as well.
 */

/** The program lends for three minutes, the simulation for less; a demo's hall time may run at another pace. */
const PROGRAM_LEASE_MS = 180_000;
/** The programs' own hall time: long before the simulated day, so that nothing falls due by itself. */
const OWN_TIME = HALL_START - 365 * 24 * 3_600_000;
/** Of the schedules under way when a program dies. */
const KILLED_SHARE = 0.3;
/** Days into which the program's own clock may have fallen; more of them would be a fault that hides behind it. */
const TICKED_SHARE = 0.01;
/** Schedules between two words of how far it is. */
const TELL_EVERY = 50;

interface Plan {
	schedules: number;
	from: number;
	atOnce: number;
	everyMs: number;
}

/** Marks the database's hall time and makes an account for everybody of the simulation, signed in. */
async function prepare({ sql }: Programs): Promise<Map<string, Member>> {
	await sql`update installation set hall_anchor = ${OWN_TIME}, real_anchor = ${Date.now()},
		hall_speed = ${LEASE_MS / PROGRAM_LEASE_MS} where one = 1 and kind = 'demo'`;
	const db = drizzle(sql);
	const people = new Map<string, Member>();
	for (const name of PEOPLE) {
		const id = accountOf(name);
		await db
			.insert(account)
			.values({ id, name, signInName: `sim-${name}`, role: 'organiser', createdAt: new Date() });
		const { token } = await createSession(db, { accountId: id, role: 'organiser', device: null });
		people.set(id, { token });
	}
	return people;
}

class Run {
	readonly active = new Set<Replay>();
	readonly wrong: string[] = [];
	done = 0;
	killed = 0;
	requests = 0;
	unanswered = 0;
	operations = 0;
	/** Seeds into whose day the program's own look at the clock fell, and made a difference. */
	readonly ticked: number[] = [];
	private next: number;

	constructor(
		private readonly sql: Sql,
		readonly targets: Targets,
		private readonly people: ReadonlyMap<string, Member>,
		private readonly plan: Plan
	) {
		this.next = plan.from;
	}

	/** Takes one schedule after the other until there are none left. */
	async worker(): Promise<void> {
		const { plan, sql, targets, people } = this;
		while (this.next < plan.from + plan.schedules) {
			const seed = this.next++;
			const schedule = record(seed);
			// Recording holds everything else up.
			await sleep(0);
			const replay = new Replay(schedule, sql, targets, people);
			const differences = await this.live(replay, schedule, seed);
			this.requests += replay.requests;
			this.unanswered += replay.unanswered;
			if (replay.killed) this.killed++;
			if (differences.length > 0 && (await replay.wasTicked())) this.ticked.push(seed);
			else this.wrong.push(...differences.map((what) => `seed ${seed}: ${what}`));
			this.done++;
			this.operations += schedule.world.operations;
			if (this.done % TELL_EVERY === 0) this.tell();
		}
	}

	/** Alone a day is over before the program's own clock comes to it. */
	async tickedAlone(): Promise<void> {
		const { sql, targets, people } = this;
		for (const seed of this.ticked) {
			const schedule = record(seed);
			const replay = new Replay(schedule, sql, targets, people);
			const differences = await this.live(replay, schedule, seed);
			this.wrong.push(...differences.map((what) => `seed ${seed}, alone: ${what}`));
		}
	}

	/** What came out otherwise than in the core. */
	private async live(replay: Replay, schedule: Schedule, seed: number): Promise<string[]> {
		const { sql, targets, people } = this;
		this.active.add(replay);
		const otherwise = await replay.run();
		this.active.delete(replay);
		if (otherwise) return [otherwise];
		const target = await targets.up(seed % 2);
		const member = people.values().next().value!;
		return [
			...(await compareEnds(sql, replay.fieldEventId, schedule)),
			...(await compareShown(target, member, replay.fieldEventId, schedule))
		];
	}

	private tell(): void {
		const { done, requests, killed, wrong, targets } = this;
		console.log(
			`  ${done} schedules, ${requests} requests, ${targets.kills} kills, ${killed} of them hit, ${wrong.length} differences`
		);
	}

	/** Kills one program after the other while there is work, at a moment that nobody knows beforehand. */
	async killer(isOver: () => boolean): Promise<void> {
		for (let turn = 0; ; turn++) {
			const pause = this.plan.everyMs * (0.5 + Math.random());
			for (let waited = 0; waited < pause; waited += 50) {
				if (isOver()) return;
				await sleep(50);
			}
			await this.targets.kill(turn % 2, (target) => {
				for (const replay of this.active) replay.killed ||= replay.asking === target;
			});
		}
	}
}

async function run(programs: Programs, plan: Plan): Promise<boolean> {
	const people = await prepare(programs);
	const targets = new Targets(programs.programs);
	// They read their hall time when they start.
	for (const index of [0, 1]) await targets.kill(index, () => undefined);
	targets.kills = 0;
	const began = performance.now();
	const whole = new Run(programs.sql, targets, people, plan);
	const work = Promise.all(Array.from({ length: plan.atOnce }, () => whole.worker()));
	let over = false;
	void work.finally(() => (over = true)).catch(() => undefined);
	await Promise.all([work, whole.killer(() => over)]);
	await whole.tickedAlone();
	const seconds = (performance.now() - began) / 1000;
	const { done, killed, requests, unanswered, operations, wrong } = whole;
	for (const what of wrong.slice(0, 20)) console.log(`  ${what}`);
	console.log(
		`${done} schedules, ${operations} presses in ${requests} requests in ${seconds.toFixed(0)} s; ${targets.kills} killed programs, ` +
			`${killed} schedules waited for an answer when theirs died, ${unanswered} requests sent again; ` +
			`${whole.ticked.length} lived again alone, as the program's own clock had freed a ticket in them; ` +
			`${wrong.length} differences`
	);
	const ticked = Math.max(1, done * TICKED_SHARE);
	return wrong.length === 0 && killed >= done * KILLED_SHARE && whole.ticked.length <= ticked;
}

/** `--schedules 1000 --from 0 --at-once 60 --every 20`: seeds, how many at once, seconds between two kills. */
export async function faultSchedules(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			schedules: { type: 'string', default: '1000' },
			from: { type: 'string', default: '0' },
			'at-once': { type: 'string', default: '60' },
			every: { type: 'string', default: '20' }
		}
	});
	const programs = await startPrograms(2, { NGAYHOI_DEMO: '1' });
	try {
		return await run(programs, {
			schedules: Number(values.schedules),
			from: Number(values.from),
			atOnce: Number(values['at-once']),
			everyMs: Number(values.every) * 1_000
		});
	} finally {
		await programs.end();
	}
}
