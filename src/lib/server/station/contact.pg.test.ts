import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import type { Deed } from '#lib/core/operation.ts';
import { loadFloor } from '../floor/load.ts';
import { TestDevice, TestHall } from './station.fixture.ts';

let database: FreshDatabase;
let sql: Sql;
let next = 70;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
});
afterAll(() => database.drop());

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const BOOTH = { kind: 'booth', boothId: 'b1' } as const;
const newHall = () => TestHall.make(sql, next++);

async function gate(hall: TestHall) {
	const device = new TestDevice(hall);
	await device.enrol(GATE);
	return device;
}

const visitors = (count: number): Deed => ({
	kind: 'visitors-counted',
	gateId: 'g1',
	day: 1,
	count
});

const issued = (device: TestDevice, number: number): Deed => ({
	kind: 'issued',
	ticketId: randomUUID(),
	maker: `${device.station}:${device.epoch}`,
	provisional: false,
	gateId: 'g1',
	day: 1,
	prefix: 'A',
	number,
	lane: 'regular',
	party: 1,
	services: [{ serviceId: 'level-2', people: 1 }]
});

/** Parcels of these deeds, one after the other from a sequence number on. */
const parcels = (device: TestDevice, from: number, deeds: Deed[]) =>
	deeds.map((deed, i) => device.parcel(from + i, device.operation(from + i, deed)));

test('a gate is enrolled, gets its numbers, gives them, and each answer may be asked for again', async () => {
	const hall = await newHall();
	const device = await gate(hall);
	const numbers = [{ operationId: randomUUID(), day: 1, next: 1, size: 500 }];
	const first = await device.tell(device.contact([], { numbers }));
	expect(first).toMatchObject({
		grants: [{ day: 1, from: 1, to: 500 }],
		closed: null,
		day: 1,
		heard: 0
	});
	const told = parcels(device, 1, [issued(device, 1), issued(device, 2), visitors(3)]);
	const contact = device.contact(told, { numbers });
	const heard = await device.tell(contact);
	expect(heard.acknowledgements.map(({ verdict }) => verdict)).toEqual([
		'applied',
		'applied',
		'applied'
	]);
	expect(heard).toMatchObject({ heard: 3, grants: [{ day: 1, from: 1, to: 500 }] });
	const again = await device.tell(contact);
	expect(again.acknowledgements).toEqual(heard.acknowledgements);
	expect(again).toMatchObject({ heard: 3, grants: [{ day: 1, from: 1, to: 500 }] });
	expect((await loadFloor(sql, hall.fieldEventId))!.tickets.size).toBe(2);
});

test('what comes after a gap is not answered, and is taken when the gap is filled', async () => {
	const device = await gate(await newHall());
	const told = parcels(device, 1, [visitors(1), visitors(2), visitors(3)]);
	const gap = await device.tell(device.contact([told[0]!, told[2]!]));
	expect(gap.acknowledgements).toHaveLength(1);
	expect(gap.heard).toBe(1);
	const whole = await device.tell(device.contact([told[2]!, told[1]!]));
	expect(whole.acknowledgements.map(({ verdict }) => verdict)).toEqual(['applied', 'applied']);
	expect(whole.heard).toBe(3);
});

test('a second operation in one place of the order is kept aside, and its device must begin anew', async () => {
	const hall = await newHall();
	const device = await gate(hall);
	await device.tell(device.contact(parcels(device, 1, [visitors(1), visitors(2)])));
	const [fork] = parcels(device, 2, [visitors(9)]);
	const answer = await device.tell(device.contact([fork!]));
	expect(answer.acknowledgements).toMatchObject([{ verdict: 'quarantined', why: 'forked' }]);
	expect(answer.closed).toBe('forgotten');
	const kept =
		await sql`select station, epoch, seq, why from quarantine where field_event_id = ${hall.fieldEventId}`;
	expect(kept).toMatchObject([{ station: 'gate-g1', epoch: 1, seq: 2, why: 'forked' }]);
	const old = await device.tell(device.contact([], { written: 1 }));
	expect(old.closed).toBe('forgotten');
	const true_ = await device.tell(device.contact([], { written: 2 }));
	expect(true_.closed).toBeNull();
});

test('of a device and its copy that are on line together the later one is closed, and what it did is taken', async () => {
	const device = await gate(await newHall());
	await device.tell(device.contact(parcels(device, 1, [visitors(1)])));
	const closed: [string, string | null][] = [];
	for (let mono = 2_000; mono < 8_000; mono += 2_000) {
		for (const boot of ['original', 'copy']) {
			const answer = await device.tell(device.contact([], { written: 1, boot, mono }));
			closed.push([boot, answer.closed]);
		}
	}
	expect(closed.filter(([boot]) => boot === 'original').map(([, why]) => why)).toEqual([
		null,
		null,
		null
	]);
	expect(closed.at(-1)).toEqual(['copy', 'forgotten']);
	const last = parcels(device, 2, [visitors(2)]);
	const answer = await device.tell(device.contact(last, { boot: 'copy', mono: 9_000 }));
	expect(answer).toMatchObject({ closed: 'forgotten', heard: 2 });
	expect(answer.acknowledgements).toMatchObject([{ verdict: 'applied' }]);
});

test('what cannot be read or held is kept aside in its place, and what comes after it goes on', async () => {
	const hall = await newHall();
	const device = await gate(hall);
	const good = device.operation(6, visitors(4));
	const told = [
		{ ...device.parcel(1, {}), body: null },
		device.parcel(2, device.operation(2, visitors(1), { by: 'a\u0000b' })),
		device.parcel(3, device.operation(3, { ...visitors(1), count: 9e15 } as Deed)),
		device.parcel(4, device.operation(4, visitors(1), { station: 'gate-g2' })),
		device.parcel(5, { deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown }),
		device.parcel(6, good),
		device.parcel(7, { ...device.operation(7, visitors(2)), operationId: good.operationId })
	];
	const answer = await device.tell(device.contact(told));
	expect(answer.heard).toBe(7);
	expect(answer.acknowledgements.map(({ why }) => why)).toEqual([
		'unreadable',
		'unreadable',
		'unreadable',
		'not-its-own',
		'unreadable',
		'',
		'id-taken'
	]);
	const kept =
		await sql`select seq from quarantine where field_event_id = ${hall.fieldEventId} order by seq`;
	expect(kept.map(({ seq }) => seq as number)).toEqual([1, 2, 3, 4, 5, 7]);
});

test('a press is dated by the device’s own clock, and across a restart by what it wrote, never outside of its contacts', async () => {
	const hall = await newHall();
	const device = await gate(hall);
	await device.tell(
		device.contact([], { numbers: [{ operationId: randomUUID(), day: 1, next: 1, size: 1 }] })
	);
	const from = hall.at;
	hall.at += 3_600_000;
	device.mono += 3_600_000;
	const wrong = hall.at + 86_400_000 * 3_650;
	const first = device.operation(1, issued(device, 1), { at: from + 1_200_000 });
	const second = device.operation(2, issued(device, 2), { at: wrong });
	const third = device.operation(3, issued(device, 3), { at: wrong });
	await device.tell(
		device.contact([
			device.parcel(1, first, { boot: 'earlier' }),
			device.parcel(2, second, { boot: 'earlier' }),
			device.parcel(3, third, { mono: device.mono - 1_800_000 })
		])
	);
	const last = device.operation(4, issued(device, 4), { at: wrong });
	await device.tell(device.contact([device.parcel(4, last, { boot: 'earlier' })]));
	const floor = (await loadFloor(sql, hall.fieldEventId))!;
	const due = [...floor.tickets.values()]
		.sort((a, b) => a.number - b.number)
		.map((t) => t.steps[0]!.turns[0]!.dueAt);
	// The second was pressed before the third, whatever its clock said.
	expect(due).toEqual([from + 1_200_000, from + 1_800_000, from + 1_800_000, hall.at]);
});

test('eight hours come in several contacts, and all of them are dated from before the first', async () => {
	const hall = await newHall();
	const device = await gate(hall);
	const told = parcels(device, 1, [visitors(1), visitors(2)]).map((parcel, i) => ({
		...parcel,
		mono: device.mono + i
	}));
	hall.at += 28_800_000;
	device.mono += 28_800_000;
	await device.tell(device.contact([told[0]!], { written: 2 }));
	hall.at += 1_000;
	device.mono += 1_000;
	await device.tell(device.contact([told[1]!], { written: 2 }));
	const entries =
		await sql`select at from visitors where field_event_id = ${hall.fieldEventId} order by at`;
	expect(entries).toHaveLength(2);
	const [row] =
		await sql`select whole_at, contact_at from station_epoch where field_event_id = ${hall.fieldEventId}`;
	expect(row).toMatchObject({ whole_at: hall.at, contact_at: hall.at });
});

test('whoever understands it is told of what was simply applied by its sequence numbers alone', async () => {
	const device = await gate(await newHall());
	await device.tell(
		device.contact([], { numbers: [{ operationId: randomUUID(), day: 1, next: 1, size: 500 }] })
	);
	const told = parcels(device, 1, [
		...[1, 2].map((number) => issued(device, number)),
		{ kind: 'nonsense' } as never,
		...[3, 4].map((number) => issued(device, number))
	]);
	const answer = await device.tell(device.contact(told, { brief: true }));
	expect(answer).toMatchObject({
		heard: 5,
		applied: [
			[1, 2],
			[4, 5]
		]
	});
	expect(answer.acknowledgements).toMatchObject([
		{ operationId: told[2]!.operationId, verdict: 'quarantined' }
	]);
	const again = await device.tell(device.contact(told.slice(0, 2), { brief: true }));
	expect(again).toMatchObject({ applied: [[1, 2]], acknowledgements: [] });
	const late = await device.tell(
		device.contact(parcels(device, 9, [issued(device, 5)]), { brief: true })
	);
	expect(late).toMatchObject({ heard: 5, applied: [], acknowledgements: [] });
});

test('a contact that was made again while the first was on its way is heard once', async () => {
	const device = await gate(await newHall());
	const numbers = () => [{ operationId: randomUUID(), day: 1, next: 1, size: 500 }];
	await device.tell(device.contact([], { numbers: numbers() }));
	const presses = Array.from({ length: 60 }, (_, i) => issued(device, i + 1));
	const contact = device.contact(parcels(device, 1, presses), { brief: true });
	const answers = await Promise.all([1, 2, 3].map(() => device.tell(contact)));
	for (const answer of answers) {
		expect(answer).toMatchObject({ heard: 60, closed: null, acknowledgements: [] });
		expect(answer.applied).toEqual([[1, 60]]);
	}
	const [row] = await sql`select count(*)::int as many from ticket
		where field_event_id = ${device.hall.fieldEventId}`;
	expect(row).toEqual({ many: 60 });
});

test('a booth is lent tickets only when it has told everything, and only while it is its place’s own device', async () => {
	const hall = await newHall();
	for (let i = 0; i < 3; i++) {
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
	expect((await device.enrol(BOOTH)).answer).toMatchObject({
		ok: true,
		station: 'booth-b1',
		seats: 1
	});
	const leases = () => ({ operationId: randomUUID(), want: 2, askedAt: device.mono });
	const untold = await device.tell(device.contact([], { written: 1, leases: leases() }));
	expect(untold.leases).toBeNull();
	const lent = await device.tell(device.contact([], { leases: leases() }));
	expect(lent.leases?.tickets.map(({ number }) => number)).toEqual([1, 2]);
	const other = new TestDevice(hall);
	expect((await other.enrol(BOOTH)).answer).toMatchObject({ ok: true, epoch: 2 });
	const replaced = await device.tell(device.contact([], { leases: leases() }));
	expect(replaced).toMatchObject({ closed: 'replaced', leases: null });
});

test('what a replaced device did is still taken, and its rest of numbers is burned', async () => {
	const hall = await newHall();
	const [one, two] = [await gate(hall), new TestDevice(hall)];
	const ask = () => [{ operationId: randomUUID(), day: 1, next: 1, size: 500 }];
	await one.tell(one.contact([], { numbers: ask() }));
	await two.enrol(GATE);
	const late = await one.tell(one.contact(parcels(one, 1, [issued(one, 1)]), { numbers: ask() }));
	expect(late).toMatchObject({ closed: 'replaced', grants: [] });
	expect(late.acknowledgements).toMatchObject([{ verdict: 'applied' }]);
	const fresh = await two.tell(two.contact([], { numbers: ask() }));
	expect(fresh.grants).toEqual([{ day: 1, from: 501, to: 1_000 }]);
});

test('nobody is heard whose key, signature, version or words are not those of a station', async () => {
	const device = await gate(await newHall());
	const contact = device.contact([]);
	const foreign = generateKeyPairSync('ed25519').privateKey;
	expect(await device.send(contact, foreign)).toMatchObject({
		status: 401,
		answer: { refused: 'bad-signature' }
	});
	expect(await device.send({ ...contact, epoch: 7 })).toMatchObject({
		status: 401,
		answer: { refused: 'unknown-station' }
	});
	expect(await device.send({ ...contact, version: 99 })).toMatchObject({
		status: 409,
		answer: { refused: 'server-too-old' }
	});
	expect(await device.send({ version: 1 })).toMatchObject({
		status: 400,
		answer: { refused: 'unreadable' }
	});
	expect(await device.send('nothing')).toMatchObject({
		status: 400,
		answer: { refused: 'unreadable' }
	});
});

test('a code serves one device, and the same device twice', async () => {
	const hall = await newHall();
	const device = new TestDevice(hall);
	const { answer } = await device.enrol(GATE);
	expect(answer).toMatchObject({
		ok: true,
		epoch: 1,
		place: GATE,
		pack: { no: 1, name: 'Ngày hội' }
	});
	expect((await new TestDevice(hall).enrolWith('00000000', hall.desk)).answer).toMatchObject({
		refused: 'code-unknown'
	});
});
