import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wish } from '#lib/core/wish.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { verifyFieldEvent } from '#lib/server/report/verify.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { Clerk } from './clerk.ts';
import { loadFloor } from './load.ts';

const AT = Date.UTC(2023, 9, 13, 1, 0);

let database: FreshDatabase;
let fieldEventId: number;
let clerk: Clerk;
beforeAll(async () => {
	database = await freshDatabase();
	fieldEventId = await createFieldEvent(drizzle(database.sql), {
		name: 'Ngày hội',
		place: 'Tuy Hòa',
		date: '2023-10-13',
		gates: 1,
		booths: { 'level-2': 1 }
	});
	clerk = new Clerk(database.sql, fieldEventId, () => {});
	const floor = await loadFloor(database.sql, fieldEventId);
	await take({ kind: 'open', catalogue: catalogueOf(floor!) });
});
afterAll(() => database.drop());

const take = (wish: Wish, operationId: string = randomUUID(), at = AT) =>
	clerk.take({ operationId, wish, at, by: 'organiser' });
const message = {
	kind: 'show-message',
	words: { vi: 'Mời bà con chờ trong ít phút.', en: '' },
	to: ['boards', 'phones'],
	serviceId: 'level-2',
	minutes: 10
} satisfies Wish;

test('a message and its end are rows and journal alike, and a press told twice shows one', async () => {
	const [shown, ended] = [randomUUID(), randomUUID()];
	expect(await take(message, shown)).toMatchObject({ ok: true });
	expect(await take(message, shown)).toMatchObject({ ok: true });
	expect(await take(message, ended)).toMatchObject({ ok: true });
	expect(await take({ kind: 'end-message', messageId: ended })).toMatchObject({ ok: true });
	await clerk.idle();
	const floor = (await loadFloor(database.sql, fieldEventId))!;
	const { kind: _, minutes, ...said } = message;
	const until = AT + minutes * 60_000;
	expect([...floor.messages.values()]).toEqual(
		[
			{ id: shown, ...said, since: AT, until, endedAt: null },
			{ id: ended, ...said, since: AT, until, endedAt: AT }
		].sort((a, b) => (a.id < b.id ? -1 : 1))
	);
	expect(await verifyFieldEvent(database.sql, fieldEventId)).toMatchObject({
		differences: [],
		broken: []
	});
});
