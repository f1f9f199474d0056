import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { catalogue } from '#lib/core/hall.fixture.ts';
import type { Deed } from '#lib/core/operation.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Clerk } from './clerk.ts';
import { deliveryOf } from './deliveries.ts';
import { loadFloor } from './load.ts';

let database: FreshDatabase;
let sql: Sql;
const E = 41;
const at = catalogue().rules.days[0]!.halves[0]!.from;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
	await sql`insert into field_event (id, name, place, rules, reach)
		values (${E}, 'Ngày hội', 'Quảng trường', ${JSON.stringify(catalogue().rules)}::text::jsonb, '{}')`;
	await sql`insert into floor_clock values (${E}, 0)`;
});
afterAll(() => database.drop());

const clerk = (on = sql) => new Clerk(on, E, () => {});
const take = (by: Clerk, wish: Wish, operationId: string = randomUUID(), who = 'officer') =>
	by.take({ operationId, wish, at, by: who });
const ticket = (): Extract<Wish, { kind: 'issue' }> => ({
	kind: 'issue',
	gateId: 'g1',
	ticketId: randomUUID(),
	services: [{ serviceId: 'level-2', people: 1 }],
	lane: 'regular',
	party: 1
});

describe('the clerk', () => {
	test('what is written as rows is the floor that is read again', async () => {
		const one = clerk();
		expect(await take(one, { kind: 'open', catalogue: catalogue() })).toMatchObject({ ok: true });
		expect(await take(one, { kind: 'open-booth', boothId: 'b1', takeOver: false })).toMatchObject({
			ok: true
		});
		const issued = await take(one, ticket());
		expect(issued).toMatchObject({
			ok: true,
			tickets: [{ prefix: 'A', number: 1, state: 'waiting' }]
		});
		const called = await take(one, { kind: 'call-next', boothId: 'b1' });
		expect(called).toMatchObject({ ok: true, tickets: [{ number: 1, state: 'called' }] });
		const floor = (await loadFloor(sql, E))!;
		expect(floor.booths.get('b1')!.seats[0]).toBe(called.ok && called.tickets[0]!.id);
		const [row] = await sql`select clock from floor_clock where field_event_id = ${E}`;
		expect(floor.clock).toBe(row!.clock);
		const [count] =
			await sql`select count(*)::int as n, max(clock)::int as last from journal where field_event_id = ${E}`;
		expect(count).toMatchObject({ n: floor.clock, last: floor.clock });
	});

	test('an accepted operation gets its first answer for ever, on whichever node it arrives', async () => {
		const [here, there] = [clerk(), clerk()];
		const wish = ticket();
		const operationId = randomUUID();
		const first = await take(here, wish, operationId);
		expect(await take(there, wish, operationId)).toEqual(first);
		expect(await take(here, wish, operationId)).toEqual(first);
	});

	test('a refused wish leaves nothing behind and may be answered otherwise later', async () => {
		const one = clerk();
		const operationId = randomUUID();
		const open = { kind: 'open-booth', boothId: 'b2', takeOver: false } as const;
		expect(await take(one, { kind: 'call-next', boothId: 'b2' }, operationId)).toMatchObject({
			refused: 'booth-closed'
		});
		await take(one, open);
		expect(await take(one, { kind: 'call-next', boothId: 'b2' }, operationId)).toMatchObject({
			refused: 'queue-empty'
		});
		const rows = await sql`select 1 from operation where id = ${operationId}`;
		expect(rows).toHaveLength(0);
	});

	test('two nodes issue and call at once: no number twice, no ticket at two booths', async () => {
		const nodes = [clerk(), clerk()];
		const wishes = Array.from({ length: 300 }, ticket);
		const answers = await Promise.all(
			wishes.flatMap((wish, i) => {
				const operationId = randomUUID();
				const sends = [take(nodes[i % 2]!, wish, operationId)];
				// A third of them is sent twice, to either node.
				if (i % 3 === 0) sends.push(take(nodes[(i + 1) % 2]!, wish, operationId));
				return sends;
			})
		);
		expect(answers.every((answer) => answer.ok)).toBe(true);
		const [row] =
			await sql`select count(*)::int as tickets, count(distinct (prefix, number))::int as numbers
			from ticket where field_event_id = ${E}`;
		expect(row!.tickets).toBe(row!.numbers);
		const calls = await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				take(nodes[i % 2]!, { kind: 'call-next', boothId: 'b1' })
			)
		);
		// The booth has one seat, and somebody sits in it.
		expect(calls.every((answer) => !answer.ok && answer.refused === 'no-free-seat')).toBe(true);
	});

	test('one command that PostgreSQL will not take stands alone; the others of its batch go on', async () => {
		const one = clerk();
		const bad = { ...ticket(), gateId: 'g1' };
		const batch = [ticket(), bad, ticket()].map((wish) =>
			take(one, wish, wish === bad ? 'no uuid' : randomUUID())
		);
		const answers = await Promise.all(batch);
		expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
		expect(answers[1]).toMatchObject({ refused: 'internal' });
	});

	test.each([
		['40P01', 5, 'of two transactions that wait for each other one gives way'],
		['53100', 5, 'the disk has no room for a moment'],
		['XX000', 1, 'anything at all, once']
	])(
		'a fault that passes (%s) keeps nobody from being answered: %s times, %s',
		async (code, times) => {
			const one = clerk();
			// A sequence is not taken back with its transaction: it counts the attempts.
			await sql.unsafe(`create sequence attempts;
			create function fails() returns trigger language plpgsql as $$ begin
				if nextval('attempts') <= ${times} then raise exception using errcode = '${code}'; end if;
				return null;
			end $$;
			create trigger fails before insert on ticket for each statement execute function fails()`);
			try {
				expect(await take(one, ticket())).toMatchObject({ ok: true });
				expect(await sql`select last_value::int as attempts from attempts`).toEqual([
					{ attempts: times + 1 }
				]);
			} finally {
				await sql.unsafe(
					'drop trigger fails on ticket; drop function fails; drop sequence attempts'
				);
			}
		}
	);

	test('a station’s operations are acknowledged whatever they hold: applied, quarantined, and once', async () => {
		const one = clerk();
		const deliver = (seq: number, deed: Deed, operationId = randomUUID() as string) =>
			one.admit(
				deliveryOf(
					{ operationId, station: 't1', epoch: 1, seq, at, by: 'officer', deed },
					{ at, lastContact: at }
				)
			);
		const visitors: Deed = { kind: 'visitors-counted', gateId: 'g1', day: 1, count: 3 };
		const operationId = randomUUID();
		const first = await deliver(1, visitors, operationId);
		expect(first).toMatchObject({ verdict: 'applied' });
		expect(await deliver(1, visitors, operationId)).toEqual(first);
		const foreign: Deed = {
			kind: 'issued',
			ticketId: randomUUID(),
			maker: 't1:1',
			provisional: false,
			gateId: 'g1',
			day: 1,
			prefix: 'A',
			number: 9000,
			lane: 'regular',
			party: 1,
			services: [{ serviceId: 'level-2', people: 1 }]
		};
		expect(await deliver(2, foreign)).toMatchObject({
			verdict: 'quarantined',
			why: 'series-held-elsewhere'
		});
		const listed = await sql`select why from quarantine where field_event_id = ${E}`;
		expect(listed).toMatchObject([{ why: 'series-held-elsewhere' }]);
	});

	test('when another connection holds the clock, commands wait and form one batch', async () => {
		const one = clerk();
		let answers: Promise<unknown>[] = [];
		await sql.begin(async (tx) => {
			await tx`select 1 from floor_clock where field_event_id = ${E} for update`;
			answers = [take(one, ticket()), take(one, ticket()), take(one, ticket())];
			await new Promise((done) => setTimeout(done, 50));
		});
		expect(await Promise.all(answers)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
	});

	test('who presses again in the very moment of an answer is answered too', async () => {
		const one = clerk();
		for (let moments = 0; moments < 20; moments++) {
			await take(one, ticket());
			for (let i = 0; i < moments; i++) await Promise.resolve();
			const unanswered = new Promise((done) => setTimeout(done, 5_000, 'unanswered'));
			const again = await Promise.race([take(one, ticket()), unanswered]);
			expect(again, `${moments} moments after the answer`).toMatchObject({ ok: true });
		}
	});
});
