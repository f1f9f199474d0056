import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { freshDatabase, type FreshDatabase } from '../postgres.ts';
import { prove } from './prove.ts';
import { makeRushHall } from './rush-hall.ts';
import { rush } from './rush.ts';

const TICKETS = 600;
const MORNING = Date.parse('2023-10-13T07:30:00+07:00');

let database: FreshDatabase;
let pools: Sql[];
beforeAll(async () => {
	database = await freshDatabase();
	const pool = () => postgres(connectionOptions(database.options)) as unknown as Sql;
	pools = [pool(), pool()];
});
afterAll(async () => {
	await Promise.all(pools.map((pool) => pool.end()));
	await database.drop();
});

test('two programs over one database, everything at once, a third pressed twice: no number twice, no ticket at two booths', async () => {
	const hall = await makeRushHall(pools[0]!, { gates: 8, booths: 25 });
	const clerks = pools.map((pool) => new Clerk(pool, hall.fieldEventId, () => {}));
	const [first] = clerks;
	expect(await first!.take({ ...hall.open, at: MORNING, by: 'organiser' })).toMatchObject({
		ok: true
	});
	for (const boothId of hall.booths) {
		const wish = { kind: 'open-booth' as const, boothId, takeOver: false };
		await first!.take({ operationId: randomUUID(), wish, at: MORNING, by: boothId });
	}
	const record = await rush(
		{ ...hall, nodes: 2, tickets: TICKETS, twice: 1 / 3, seed: 7 },
		(node, { operationId, wish, place }) =>
			clerks[node]!.take({
				operationId,
				wish,
				at: MORNING + Math.round(performance.now()),
				by: place
			})
	);
	const pressedTwice = [...record.presses.values()].filter(({ answers }) => answers.length > 1);
	expect(pressedTwice.length).toBeGreaterThan(TICKETS / 3);
	expect(await prove(pools[0]!, hall.fieldEventId, record)).toEqual({
		tickets: TICKETS,
		calls: TICKETS,
		numbersGivenTwice: 0,
		ticketsAtTwoBooths: 0,
		answersThatDiffer: 0,
		acknowledgedNotOnce: 0,
		untrue: [],
		differences: 0
	});
});
