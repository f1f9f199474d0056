import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { RandomWalk, type Step } from '../../../../tests/cluster/random-walk.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { verifyFieldEvent } from './verify.ts';

const WISHES = 1500;
const SEEDS = [1, 2, 3];

let database: FreshDatabase;
let sql: Sql;
const walked: number[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	for (const seed of SEEDS) walked.push(await walk(seed));
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

/** A field event of two days, closed and opened again, that `WISHES` random wishes went through, in the program's own clerk. */
async function walk(seed: number): Promise<number> {
	const id = await createFieldEvent(drizzle(sql), {
		name: `Ngày hội ${seed}`,
		place: 'Tuy Hòa',
		date: '2023-10-13',
		days: 2,
		gates: 2,
		booths: { card: 1, 'level-2': 2, activation: 1, help: 1 }
	});
	const clerk = new Clerk(sql, id, () => {});
	const catalogue = async () => catalogueOf((await loadFloor(sql, id))!);
	const walk = new RandomWalk(await catalogue(), seed);
	const take = async (step: Step) => {
		const answer = await clerk.take(step);
		if (!answer.ok && answer.refused === 'internal') throw new Error(JSON.stringify(step.wish));
		walk.learn(step, answer);
		return answer;
	};
	const wander = async (wishes: number) => {
		for (let i = 0; i < wishes; i++) await take(walk.next());
	};
	const must = async (wish: Wish) =>
		expect(await take(walk.press(wish))).toMatchObject({ ok: true });

	await must({ kind: 'open', catalogue: await catalogue() });
	await wander(WISHES * 0.7);
	for (const ticketId of walk.seated()) await take(walk.press({ kind: 'return', ticketId }));
	await must({ kind: 'open-day', day: 2 });
	await wander(WISHES * 0.2);
	await must({ kind: 'close' });
	await must({ kind: 'open', catalogue: await catalogue() });
	await wander(WISHES * 0.1);
	return id;
}

async function verified() {
	const { differences, broken } = (await verifyFieldEvent(sql, walked[0]!))!;
	return { differences, broken };
}

/** Changes something behind the clerk's back, looks, and puts it back. */
async function tampered(change: string, putBack: string) {
	await sql.unsafe(change);
	const found = await verified();
	await sql.unsafe(putBack);
	return found;
}

describe('after any pressing in the hall', () => {
	test.each(SEEDS.map((seed, i) => [seed, i]))(
		'the journal and the rows tell the same hall (seed %i)',
		async (_seed, i) => {
			const found = (await verifyFieldEvent(sql, walked[i]!))!;
			expect(found.differences).toEqual([]);
			expect(found.broken).toEqual([]);
			expect(found.entries).toBeGreaterThan(500);
			expect(found.counted.figures.results).toBeGreaterThan(20);
		}
	);
});

describe('a row that was changed behind the hall’s back is found', () => {
	test('an outcome that somebody improved', async () => {
		const [row] = await sql`select ticket_id, step_no, no from turn
			where field_event_id = ${walked[0]!} and outcome = 'failed' limit 1`;
		const set = (outcome: string) => `update turn set outcome = '${outcome}'
			where field_event_id = ${walked[0]} and ticket_id = '${row!.ticket_id}'
				and step_no = ${row!.step_no} and no = ${row!.no}`;
		const { differences } = await tampered(set('enrolled'), set('failed'));
		expect(differences).toHaveLength(1);
		expect(differences[0]).toMatchObject({ journal: '"failed"', rows: '"enrolled"' });
		expect(differences[0]!.path).toContain(`tickets/${row!.ticket_id}/steps/`);
	});

	test('a party that grew', async () => {
		const [row] = await sql`select id, party, day from ticket
			where field_event_id = ${walked[0]!} and not blank and not cancelled limit 1`;
		const set = (party: number) =>
			`update ticket set party = ${party} where field_event_id = ${walked[0]} and id = '${row!.id}'`;
		const found = await tampered(set(row!.party + 7), set(row!.party));
		expect(found.differences.map((d) => d.path)).toEqual(
			expect.arrayContaining([
				`tickets/${row!.id}/party`,
				`tally/${row!.day}/people`,
				'figures/figures/people'
			])
		);
	});

	test('an entry that was taken out of the journal', async () => {
		const [row] = await sql`select max(clock) as clock from journal
			where field_event_id = ${walked[0]!} and kind = 'issued'`;
		const where = `where field_event_id = ${walked[0]} and clock = ${row!.clock}`;
		await sql.unsafe(`create table kept as select * from journal ${where}`);
		const found = await tampered(
			`delete from journal ${where}`,
			'insert into journal select * from kept'
		);
		expect(found.broken.map((b) => b.sentence)).toEqual(
			expect.arrayContaining([
				'the journal has no gap and ends at the clock',
				'every number given stands on the ticket it was given to'
			])
		);
	});

	test('a series that was set back by one', async () => {
		const set = (from: number, to: number) =>
			`update series set next = next + ${to - from} where field_event_id = ${walked[0]} and day = 1 and prefix = 'A'`;
		const found = await tampered(set(0, -1), set(-1, 0));
		expect(found.broken.map((b) => b.sentence)).toEqual([
			'no number lies outside what its series has given'
		]);
		expect(found.differences.map((d) => d.path)).toEqual(['series/1/A/next']);
	});

	test('and put back as they were, nothing differs any more', async () => {
		expect(await verified()).toEqual({ differences: [], broken: [] });
	});
});
