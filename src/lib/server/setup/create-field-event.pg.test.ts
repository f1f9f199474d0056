import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer } from '#lib/core/answer.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Database } from '#lib/server/account/database.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { planFieldEvent } from '#lib/server/setup/plan-field-event.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

/** As the program reads bigint columns: clocks, ids and times are all safe integers. */
const wholeNumbers = {
	bigint: { to: 20, from: [20], parse: Number, serialize: (value: unknown) => String(value) }
};
const MORNING = Date.parse('2023-10-13T07:30:00+07:00');
const tuyHoa = {
	name: 'Ngày hội Chuyển đổi số TP Tuy Hòa',
	place: 'Quảng trường 1 Tháng 4',
	date: '2023-10-13',
	days: 3,
	gates: 9,
	booths: { card: 3, 'level-2': 22, activation: 16, help: 4 },
	targets: { card: 500, 'level-2': 10_000 }
};

let fresh: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = postgres({ ...fresh.options, types: wholeNumbers }) as unknown as postgres.Sql;
	db = drizzle(sql);
});
afterAll(async () => {
	await sql.end();
	await fresh.drop();
});

async function floorOf(id: number) {
	const floor = await loadFloor(sql, id);
	if (!floor) expect.unreachable();
	return floor;
}

it('a new field event has everything that its plan says, in rows', async () => {
	const id = await createFieldEvent(db, tuyHoa);
	expect(id).toBeGreaterThan(0);
	expect(id).toBeLessThan(2 ** 48);
	const floor = await floorOf(id);
	expect(floor).toMatchObject({ status: 'draft', day: 0, clock: 0 });
	expect(catalogueOf(floor)).toEqual({
		...planFieldEvent(tuyHoa),
		gates: expect.arrayContaining(planFieldEvent(tuyHoa).gates)
	});
	expect(floor.booths.get('b4')?.booth).toMatchObject({ number: 4, services: ['level-2'] });
	expect(floor.booths.get('b26')?.booth).toMatchObject({ services: ['activation'], seats: 3 });
	expect(floor.gates.get('g8')).toMatchObject({ prefix: 'A2', name: 'Cổng 8' });
	expect(floor.gates.get('self')).toMatchObject({ prefix: 'U', kind: 'self-service' });
	expect(floor.rules.days.map((day) => day.date)).toEqual([
		'2023-10-13',
		'2023-10-14',
		'2023-10-15'
	]);
	expect(floor.rules.days[0]?.halves[1]?.to).toBe(Date.parse('2023-10-13T17:00:00+07:00'));
});

it('a new field event opens as it stands and gives its first number', async () => {
	const id = await createFieldEvent(db, { ...tuyHoa, gates: 2, booths: { 'level-2': 1 } });
	const clerk = new Clerk(sql, id, () => {});
	const take = (wish: Wish): Promise<Answer> =>
		clerk.take({ operationId: randomUUID(), wish, at: MORNING, by: 'system' });
	const catalogue = catalogueOf(await floorOf(id));
	expect(await take({ kind: 'open', catalogue })).toMatchObject({ ok: true });
	const issued = await take({
		kind: 'issue',
		gateId: 'g2',
		ticketId: randomUUID(),
		services: [{ serviceId: 'level-2', people: 1 }],
		lane: 'regular',
		party: 1
	});
	expect(issued).toMatchObject({ ok: true, tickets: [{ prefix: 'C', number: 1, day: 1 }] });
	expect(catalogueOf(await floorOf(id))).toEqual(catalogue);
	expect((await floorOf(id)).services.get('card')).toMatchObject({ withdrawn: true });
	await clerk.idle();
});

it('a card is called by the name that the law gave it on the first day', () => {
	const names = (date: string) => planFieldEvent({ ...tuyHoa, date }).services[0]?.name.vi;
	expect(names('2024-06-30')).toBe('Cấp CCCD');
	expect(names('2024-07-01')).toBe('Cấp thẻ căn cước');
});
