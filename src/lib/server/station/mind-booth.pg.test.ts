import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { TestDevice, TestHall } from './station.fixture.ts';

let database: FreshDatabase;
let sql: Sql;
let next = 470;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
});
afterAll(() => database.drop());

/** A booth's station at which somebody works: it asks for one ticket. */
async function atWork() {
	const hall = await TestHall.make(sql, next++);
	for (let i = 0; i < 2; i++) {
		await hall.wish({
			kind: 'issue',
			gateId: 'g1',
			ticketId: randomUUID(),
			services: [{ serviceId: 'level-2', people: 1 }],
			lane: 'regular',
			party: 1
		});
	}
	const device = new TestDevice(hall);
	await device.enrol({ kind: 'booth', boothId: 'b1' });
	const leases = (want = 1) => ({ operationId: randomUUID(), want, askedAt: device.mono });
	const first = await device.tell(device.contact([], { leases: leases() }));
	expect(first.leases?.tickets).toHaveLength(1);
	expect((await device.tell(device.contact([]))).booth).toMatchObject({ open: true, rests: false });
	return { hall, device, leases };
}

test('a break at a station is the booth’s break, with its reason for boards, and ends when it says so', async () => {
	const { device, leases } = await atWork();
	const rest = { reasonId: 'line-down' };
	await device.tell(device.contact([], { rest }));
	const resting = await device.tell(device.contact([], { rest, leases: leases() }));
	expect(resting.booth).toMatchObject({
		open: true,
		rests: true,
		pause: { scope: 'booth', id: 'b1', words: { vi: 'Hệ thống nghiệp vụ tạm gián đoạn' } }
	});
	expect(resting.leases?.tickets, 'nobody is lent to a booth that rests').toEqual([]);
	// Nothing to tell: what an organiser does to the booth meanwhile stands.
	expect((await device.tell(device.contact([]))).booth?.rests).toBe(true);
	await device.tell(device.contact([], { rest: null, leases: leases() }));
	const back = await device.tell(device.contact([], { leases: leases() }));
	expect(back.booth).toEqual({ open: true, here: true, rests: false, pause: null });
	expect(back.leases?.tickets).toHaveLength(1);
});

test('a booth that is left is closed, and open again when somebody works there', async () => {
	const { hall, device, leases } = await atWork();
	const left = { rest: { reasonId: null }, leases: leases(0) };
	await device.tell(device.contact([], { rest: { reasonId: 'line-down' } }));
	expect(await device.tell(device.contact([], left))).toMatchObject({ leases: { tickets: [] } });
	const told = await device.tell(device.contact([], { leases: leases(0) }));
	expect(told.booth).toEqual({ open: false, here: false, rests: false, pause: null });
	const floor = (await hall.desk().then((desk) => desk.floor()))!;
	expect(floor.booths.get('b1')!.officers).toEqual([]);
	await device.tell(device.contact([], { rest: null }));
	expect((await device.tell(device.contact([]))).booth?.open).toBe(true);
});

test('a station of before there were breaks leaves its booth by asking for nobody', async () => {
	const { device, leases } = await atWork();
	await device.tell(device.contact([], { leases: leases(0) }));
	expect((await device.tell(device.contact([]))).booth?.open).toBe(false);
});

test('a pause that an organiser laid on the booth is told, and not ended by a station that only works', async () => {
	const { hall, device, leases } = await atWork();
	await hall.wish({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
	await device.tell(device.contact([], { leases: leases() }));
	expect((await device.tell(device.contact([]))).booth).toMatchObject({ rests: true });
	await hall.wish({ kind: 'pause', scope: 'field-event', id: null, reasonId: 'line-down' });
	expect((await device.tell(device.contact([]))).booth?.pause?.scope).toBe('field-event');
});
