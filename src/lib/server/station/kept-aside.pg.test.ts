import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import type { Deed } from '#lib/core/operation.ts';
import { catalogue } from '#lib/core/hall.fixture.ts';
import { loadFloor } from '../floor/load.ts';
import { countKeptAside, layAside, listKeptAside, takeAgain } from './kept-aside.ts';
import { TestDevice, TestHall } from './station.fixture.ts';

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
});
afterAll(() => database.drop());

const by: Actor = { kind: 'nobody' };

test('what was kept aside is recorded once its gate is known, once for all, and what is laid aside is not', async () => {
	const hall = await TestHall.make(sql, 90);
	const device = new TestDevice(hall);
	await device.enrol({ kind: 'gate', gateId: 'g1', prefix: 'A' });
	const visitors = (gateId: string): Deed => ({
		kind: 'visitors-counted',
		gateId,
		day: 1,
		count: 5
	});
	const [late, unread] = [device.operation(1, visitors('g9')), 'no operation'];
	await device.tell(device.contact([device.parcel(1, late), device.parcel(2, unread)]));
	const desk = await hall.desk();
	const { open, count } = await listKeptAside(sql, 90);
	expect(count).toBe(2);
	expect(open.map(({ why, epoch }) => [why, epoch])).toEqual([
		['no-such-gate', 1],
		['unreadable', 1]
	]);
	const [first, second] = open.map(({ operationId }) => operationId);
	expect(await takeAgain(desk, first!, by)).toBe('no-such-gate');
	expect(await takeAgain(desk, second!, by)).toBe('unreadable');
	const gate = { ...catalogue().gates[0]!, id: 'g9', prefix: 'X' };
	expect(await hall.wish({ kind: 'set-gate', gate })).toMatchObject({ ok: true });
	expect(await Promise.all([takeAgain(desk, first!, by), takeAgain(desk, first!, by)])).toEqual([
		null,
		null
	]);
	const floor = (await loadFloor(sql, 90))!;
	expect([...floor.visitors.values()].map((counted) => counted.count)).toEqual([5]);
	expect(await layAside(desk, second!, by)).toBe(true);
	expect(await layAside(desk, second!, by)).toBe(false);
	expect(await countKeptAside(sql, 90)).toBe(0);
	expect((await listKeptAside(sql, 90)).settled.map(({ settled }) => settled).sort()).toEqual([
		'laid-aside',
		'taken'
	]);
	expect(await takeAgain(desk, randomUUID(), by)).toBeNull();
});
