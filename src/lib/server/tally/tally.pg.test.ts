import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Presses } from '#lib/core/tally-press.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { readTallies } from './read-tallies.ts';
import { takePresses } from './take-presses.ts';
import {
	addTallyPoint,
	findTallyPoint,
	listTallyPoints,
	renewTallyCode,
	tallyPointOf,
	withdrawTallyPoint,
	type TallyPoint
} from './tally-point.ts';

const MORNING = Date.UTC(2023, 9, 13, 1, 0);
const AFTERNOON = Date.UTC(2023, 9, 13, 8, 0);

let database: FreshDatabase;
let fieldEventId: number;
beforeAll(async () => {
	database = await freshDatabase();
	fieldEventId = await createFieldEvent(drizzle(database.sql), {
		name: 'Ngày hội',
		place: 'Tuy Hòa',
		date: '2023-10-13',
		gates: 1,
		booths: { 'level-2': 1 }
	});
	await database.sql`update field_event set status = 'open', day = 1 where id = ${fieldEventId}`;
});
afterAll(() => database.drop());

async function made(label = 'Gian hàng chữ ký số') {
	const unit = 'Bưu điện tỉnh';
	const given = { fieldEventId, label, unit, counts: 'lượt hướng dẫn' };
	const { id, path } = (await addTallyPoint(database.sql, given))!;
	const point = (await findTallyPoint(database.sql, fieldEventId, id))!;
	return { point, code: path.slice('/c/'.length) };
}
const tap = (count: 1 | 10 = 1, agoMs = 0) => ({ operationId: randomUUID(), count, agoMs });
const take = (point: TallyPoint, more: Partial<Presses>, at = MORNING) =>
	takePresses(database.sql, point, { presses: [], takenBack: [], ...more }, { at, by: 'code' });
const counted = async () => readTallies(database.sql, [fieldEventId], '2023-10-13', '2023-10-13');

test('a place without a name, or without what it counts, is not added', async () => {
	const given = { fieldEventId, label: 'Gian hàng', unit: '', counts: 'lượt hướng dẫn' };
	expect(await addTallyPoint(database.sql, { ...given, label: ' ' })).toBeNull();
	expect(await addTallyPoint(database.sql, { ...given, counts: '' })).toBeNull();
});

test('what was pressed counts by the half in which it was pressed', async () => {
	const { point } = await made('Gian hàng 1');
	await take(point, { presses: [tap(10), tap()] });
	expect(await take(point, { presses: [tap()] }, AFTERNOON)).toEqual({
		day: 1,
		half: 2,
		session: 1,
		today: 12,
		all: 12
	});
	const late = tap(10, 5 * 3_600_000);
	await take(point, { presses: [late] }, AFTERNOON);
	const own = (await counted()).filter(({ pointId }) => pointId === point.id);
	expect(own).toMatchObject([
		{ label: 'Gian hàng 1', unit: 'Bưu điện tỉnh', date: '2023-10-13', day: 1, half: 1, count: 21 },
		{ half: 2, count: 1 }
	]);
});

test('a press told again, twice at once or twice in one message counts once', async () => {
	const { point } = await made();
	const one = tap(10);
	await Promise.all(Array.from({ length: 8 }, () => take(point, { presses: [one, one] })));
	expect(await take(point, { presses: [one] })).toMatchObject({ all: 10 });
});

test('what was taken back counts nothing, whichever of the two arrives first', async () => {
	const { point } = await made();
	const [first, second] = [tap(), tap(10)];
	await take(point, { presses: [first, second] });
	expect(await take(point, { takenBack: [second.operationId] })).toMatchObject({ all: 1 });
	const third = tap(10);
	await take(point, { takenBack: [third.operationId] });
	expect(await take(point, { presses: [third, second] })).toMatchObject({ all: 1 });
});

test('however messages are lost, doubled and disordered, the sum is of the presses not taken back', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ count: fc.constantFrom(1 as const, 10 as const), undo: fc.boolean() }), {
				maxLength: 12
			}),
			fc.infiniteStream(fc.nat()),
			async (wanted, chance) => {
				const { point } = await made();
				const presses = wanted.map(({ count }) => tap(count));
				const undone = presses.filter((_, i) => wanted[i]!.undo);
				const told: Partial<Presses>[] = [
					...presses.map((press) => ({ presses: [press] })),
					...undone.map(({ operationId }) => ({ takenBack: [operationId] }))
				].flatMap((message) => (chance.next().value! % 3 === 0 ? [message, message] : [message]));
				const order = told
					.map((message) => ({ message, at: chance.next().value! }))
					.sort((a, b) => a.at - b.at);
				for (const { message } of order) await take(point, message);
				const sum = presses.reduce((all, { count }, i) => all + (wanted[i]!.undo ? 0 : count), 0);
				expect(await take(point, {})).toMatchObject({ all: sum });
			}
		),
		{ numRuns: 15 }
	);
});

test('nobody takes back what another place has counted', async () => {
	const [one, other] = [await made(), await made()];
	const press = tap(10);
	await take(one.point, { presses: [press] });
	await take(other.point, { takenBack: [press.operationId] });
	expect(await take(one.point, {})).toMatchObject({ all: 10 });
});

test('a place whose counting has ended keeps what it counted and counts nothing more', async () => {
	const { point } = await made();
	await take(point, { presses: [tap(10)] });
	await withdrawTallyPoint(database.sql, fieldEventId, point.id, true);
	const ended = (await findTallyPoint(database.sql, fieldEventId, point.id))!;
	expect(await take(ended, { presses: [tap()] })).toEqual({ refused: 'withdrawn' });
	expect(await take(ended, {})).toMatchObject({ all: 10 });
});

test('a code opens its place, a wrong or renewed one opens nothing', async () => {
	const { point, code } = await made('Tổ lưu động');
	expect(await tallyPointOf(database.sql, code)).toEqual(point);
	const renewed = await renewTallyCode(database.sql, fieldEventId, point.id);
	expect(await tallyPointOf(database.sql, code)).toBeNull();
	expect(await tallyPointOf(database.sql, renewed!.path.slice('/c/'.length))).toEqual(point);
	for (const wrong of ['', '17', `${code}0`, "' or 1=1"]) {
		expect(await tallyPointOf(database.sql, wrong)).toBeNull();
	}
	expect((await listTallyPoints(database.sql, fieldEventId)).at(-1)).toEqual(point);
});

test('tallies are in no figure of tickets or results, and the sum is that of an independent count', async () => {
	const [figures] = await database.sql<{ tickets: number; results: number; visitors: number }[]>`
		select (select count(*)::int from ticket) as tickets, (select count(*)::int from recorded) as results,
			(select count(*)::int from visitors) as visitors`;
	expect(figures).toEqual({ tickets: 0, results: 0, visitors: 0 });
	const [rows] = await database.sql<{ n: number }[]>`
		select sum(case when taken_back then 0 else count end)::int as n from tally_press`;
	expect((await counted()).reduce((sum, { count }) => sum + count, 0)).toBe(rows!.n);
	expect(await readTallies(database.sql, [fieldEventId], '2023-10-14', '2023-10-20')).toEqual([]);
});

test('before the field event opens nothing is counted', async () => {
	await database.sql`update field_event set status = 'draft' where id = ${fieldEventId}`;
	const { point } = await made();
	expect(await take(point, { presses: [tap()] })).toEqual({ refused: 'not-open' });
});
