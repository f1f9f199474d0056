import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { area, catalogue } from '#lib/core/hall.fixture.ts';
import { givenToday } from '#lib/core/intake.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Clerk } from './clerk.ts';
import { loadFloor } from './load.ts';

let database: FreshDatabase;
let sql: Sql;
const E = 43;
const given = catalogue({ areas: [area('a', 'Khu A')] });
const at = given.rules.days[0]!.halves[0]!.from;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
	await sql`insert into field_event (id, name, place, rules, reach)
		values (${E}, 'Ngày hội', 'Quảng trường', ${JSON.stringify(given.rules)}::text::jsonb, '{}')`;
	await sql`insert into floor_clock values (${E}, 0)`;
});
afterAll(() => database.drop());

const clerk = () => new Clerk(sql, E, () => {});
const take = (by: Clerk, wish: Wish) =>
	by.take({ operationId: randomUUID(), wish, at, by: 'organiser' });

test('two nodes that give numbers at once never give more than a quota', async () => {
	const nodes = [clerk(), clerk()];
	await take(nodes[0]!, { kind: 'open', catalogue: given });
	const service = { ...given.services[0]!, intakeQuota: 25 };
	await take(nodes[0]!, { kind: 'set-service', service });
	const answers = await Promise.all(
		Array.from({ length: 60 }, (_, i) =>
			take(nodes[i % 2]!, {
				kind: 'issue',
				gateId: 'g1',
				ticketId: randomUUID(),
				services: [{ serviceId: 'level-2', people: 1 }],
				lane: 'regular',
				party: 1
			})
		)
	);
	expect(answers.filter((answer) => answer.ok).length).toBe(25);
	const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refused]));
	expect(new Set(refused)).toEqual(new Set(['quota-reached']));
});

test('a floor read from its rows knows what was given, and where an area is since when', async () => {
	const one = clerk();
	const place = { vi: 'nhà văn hóa', en: 'culture house' };
	const moved = { ...given.areas[0]!, place };
	expect(await take(one, { kind: 'set-area', area: moved })).toMatchObject({ ok: true });
	const floor = (await loadFloor(sql, E))!;
	expect(givenToday(floor, 'level-2')).toBe(25);
	expect(floor.services.get('level-2')!.intakeQuota).toBe(25);
	expect(floor.areas.get('a')).toEqual({ ...moved, movedAt: at });
});
