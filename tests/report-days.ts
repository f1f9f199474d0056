import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Result } from '#lib/core/fact.ts';
import type { Wish, WishOf } from '#lib/core/wish.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { Chance } from '../src/demo/chance.ts';
import { RandomWalk, type Step } from './cluster/random-walk.ts';

const DAY_MS = 86_400_000;
/** The third name is written in decomposed letters and with a space too many, as an office's list may have it. */
export const UNITS = [
	'Công an phường 1',
	'Công an phường 2',
	' Viễn  thông Tuy Hòa'.normalize('NFD')
];

/**
 * A field event of some days through the program's own clerk: families, failures with reasons, undo, corrections,
 * cancelled tickets, visitors, booths of several units and of none. Each day is a day of the calendar later.
 * @returns its id
 */
export async function randomDays(
	sql: Sql,
	seed: number,
	{ days, wishes, date }: { days: number; wishes: number; date: string }
): Promise<number> {
	const id = await createFieldEvent(drizzle(sql), {
		name: `Ngày hội ${seed}`,
		place: 'Tuy Hòa',
		date,
		days,
		gates: 2,
		booths: { card: 1, 'level-2': 3, activation: 2, help: 1 }
	});
	await nameUnits(sql, id);
	const clerk = new Clerk(sql, id, () => {});
	const catalogue = async () => catalogueOf((await loadFloor(sql, id))!);
	const walk = new RandomWalk(await catalogue(), seed);
	const chance = new Chance(seed + 1_000);
	let day = 1;
	const known = await catalogue();
	const given: { operationId: string; wish: WishOf<'finish'> }[] = [];
	const take = async (step: Step) => {
		const wish = step.wish;
		// Families: several people done in one sitting.
		if (wish.kind === 'finish' && chance.is(0.3)) {
			for (const result of wish.results) result.count = chance.whole(1, 3);
		}
		const shifted = { ...step, at: step.at + (day - 1) * DAY_MS };
		const answer = await clerk.take(shifted);
		if (!answer.ok && answer.refused === 'internal') throw new Error(JSON.stringify(wish));
		walk.learn(step, answer);
		if (answer.ok && wish.kind === 'finish') given.push({ operationId: step.operationId, wish });
		return answer;
	};
	/** What an officer finds out later: it failed after all, or one less was done. */
	const correct = () => {
		const { operationId, wish } = chance.pick(given);
		const results = wish.results.map((result): Result => {
			if (chance.is(0.5)) return { ...result, count: chance.whole(1, 2) };
			const reason = chance.pick(known.reasons.filter(({ kind }) => kind === 'failure'));
			return { ...result, outcome: 'failed', level: null, reasonId: reason.id };
		});
		return take(walk.press({ kind: 'correct', operationId, results }));
	};
	const must = async (wish: Wish) => {
		const answer = await take(walk.press(wish));
		if (!answer.ok) throw new Error(`${wish.kind}: ${answer.refused}`);
	};
	await must({ kind: 'open', catalogue: await catalogue() });
	for (; ; day++) {
		for (let i = 0; i < wishes; i++) {
			await take(walk.next());
			if (given.length > 0 && chance.is(0.1)) await correct();
		}
		if (day === days) return id;
		for (const ticketId of walk.seated()) await take(walk.press({ kind: 'return', ticketId }));
		await must({ kind: 'open-day', day: day + 1 });
	}
}

async function nameUnits(sql: Sql, e: number): Promise<void> {
	const booths = await sql<{ id: string }[]>`
		select id from booth where field_event_id = ${e} order by number, id`;
	// The last booth names none.
	for (const [i, booth] of booths.slice(0, -1).entries()) {
		await sql`update booth set unit = ${UNITS[i % UNITS.length]!} where field_event_id = ${e} and id = ${booth.id}`;
	}
	const listed = [
		...UNITS.map((name) => name.normalize('NFC').trim().replace(/\s+/g, ' ')),
		'Đoàn phường'
	];
	for (const [position, name] of listed.entries()) {
		await sql`insert into unit values (${e}, ${name}, ${position})`;
	}
	await sql`insert into unit_target values
		(${e}, ${listed[0]!}, 'level-2', 20, 400), (${e}, ${listed[1]!}, 'level-2', 20, null),
		(${e}, ${listed[2]!}, 'level-2', 0, null), (${e}, ${listed[0]!}, 'activation', 30, null)`;
}
