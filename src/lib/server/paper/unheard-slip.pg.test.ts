import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deed } from '#lib/core/operation.ts';
import { slipBytes } from '#lib/core/signed-slip.ts';
import { numberKey } from '#lib/core/floor.ts';
import { readTicketLink, signedDigits, ticketDigits } from '#lib/core/ticket-link.ts';
import { programHall, type ProgramHall } from '../../../../tests/program-hall.ts';
import type * as PhoneSnapshots from '../floor/phone-snapshot.ts';
import type { TestHall } from '../station/station.fixture.ts';
import type * as SlipKeys from './slip-key.ts';
import type * as Unheard from './unheard-slip.ts';

let hall: ProgramHall;
let press: ProgramHall['press'];
let phone: typeof PhoneSnapshots;
let keys: typeof SlipKeys;
let unheard: typeof Unheard;
let sql: Sql;
let fieldEventId: number;

beforeAll(async () => {
	hall = await programHall({ gates: 2, booths: { 'level-2': 2, activation: 1 } });
	({ fieldEventId, press, sql } = hall);
	phone = await import('../floor/phone-snapshot.ts');
	keys = await import('./slip-key.ts');
	unheard = await import('./unheard-slip.ts');
});
afterAll(() => hall.end());

/** A sheet that was printed by this server, which lost its memory of it: restored from an older copy. */
async function lostSheet(number: number, more: { day?: number; prefix?: string } = {}) {
	const ticketId = randomUUID();
	const slip = { day: 1, prefix: 'A', number, ticketId, ...more };
	const [link] = await keys.signedByServer(sql, fieldEventId, [slip]);
	return { ticketId, link: link! };
}

test('a signed slip that the server has forgotten is told as valid, and joins the queue when its holder says for what', async () => {
	const { link } = await lostSheet(40);
	expect(await phone.phoneSnapshot(link)).toBeNull();
	const told = await unheard.unheardSlip(link);
	expect(told).toMatchObject({ number: 'A-040', standing: 'open', lastContact: null });
	const offered = typeof told === 'object' ? told?.services.map((s) => s.serviceId) : [];
	expect(offered).toContain('level-2');
	expect(await unheard.restoreSlip(link, ['level-2'], 'citizen')).toBeNull();
	const followed = await phone.phoneSnapshot(link);
	expect(followed?.snapshot.state).toMatchObject({ number: 'A-040', state: 'waiting' });
	const floor = await hall.floor();
	const read = readTicketLink(link);
	const ticket = read?.kind === 'ticket' ? floor.tickets.get(read.ticketId) : undefined;
	expect(ticket?.provisional).toBe(true);
});

test('sent twice it is one ticket, and its number is never given again', async () => {
	const { link, ticketId } = await lostSheet(60);
	const both = await Promise.all([
		unheard.restoreSlip(link, ['level-2'], 'citizen'),
		unheard.restoreSlip(link, ['level-2', 'activation'], 'citizen')
	]);
	expect(both).toEqual([null, null]);
	const floor = await hall.floor();
	expect(floor.tickets.get(ticketId)?.number).toBe(60);
	const next = randomUUID();
	const services = [{ serviceId: 'level-2', people: 1 }];
	const journey = { services, lane: 'regular' as const, party: 1, answers: [] };
	await press({ kind: 'issue', gateId: 'g1', ticketId: next, ...journey });
	const after = await hall.floor();
	expect(after.tickets.get(next)?.number).toBeGreaterThan(60);
});

test('its turn counts from the number before it, not from the moment at which somebody scanned it', async () => {
	const { link, ticketId } = await lostSheet(59);
	const { link: later, ticketId: laterId } = await lostSheet(63);
	await unheard.restoreSlip(later, ['level-2'], 'citizen');
	await unheard.restoreSlip(link, ['level-2'], 'citizen');
	const { tickets, byNumber } = await hall.floor();
	const due = (id: string | undefined) => tickets.get(id ?? '')?.steps[0]?.turns[0]?.dueAt;
	const given = due(byNumber.get(numberKey(1, 'A', 61)));
	expect(given).toBeGreaterThan(0);
	expect(due(laterId)).toBe(given);
	expect(due(ticketId)).toBeLessThan(given!);
});

test('a slip that somebody else signed, or whose number was changed, is told as wrong and gets no place', async () => {
	const { link } = await lostSheet(80);
	const read = readTicketLink(link);
	if (read?.kind !== 'ticket' || !read.signed) throw new Error('no signed link');
	const { slip, signature } = read.signed;
	const changed = signedDigits({ ...slip, number: 1 }, signature);
	expect(await unheard.unheardSlip(changed)).toBe('wrong-signature');
	expect(await unheard.restoreSlip(changed, ['level-2'], 'citizen')).toMatchObject({
		refused: 'no-such-ticket'
	});
});

test('a link without a signature, of another server or of an unknown station says nothing', async () => {
	const { link } = await lostSheet(81);
	const read = readTicketLink(link);
	if (read?.kind !== 'ticket' || !read.signed) throw new Error('no signed link');
	const { slip, signature } = read.signed;
	expect(await unheard.unheardSlip(ticketDigits(slip.ticketId))).toBeNull();
	const elsewhere = signedDigits({ ...slip, fieldEventId: slip.fieldEventId + 1 }, signature);
	expect(await unheard.unheardSlip(elsewhere)).toBeNull();
	expect(await unheard.unheardSlip(signedDigits({ ...slip, station: 9 }, signature))).toBeNull();
	expect(await unheard.unheardSlip('2'.repeat(500))).toBeNull();
});

test('a slip of another day keeps its number and waits for its day; without a service it is asked for one', async () => {
	const { link } = await lostSheet(3, { day: 2 });
	expect(await unheard.unheardSlip(link)).toMatchObject({ standing: 'other-day' });
	expect(await unheard.restoreSlip(link, ['level-2'], 'citizen')).toMatchObject({
		refused: 'no-such-day'
	});
	const today = await lostSheet(82);
	expect(await unheard.restoreSlip(today.link, [], 'citizen')).toMatchObject({
		refused: 'no-service-chosen'
	});
	expect(await unheard.restoreSlip(today.link, ['none'], 'citizen')).toMatchObject({
		refused: 'no-such-service'
	});
});

test('a number that nobody was granted is not believed although its signature holds', async () => {
	const { link } = await lostSheet(9_000_000);
	expect(await unheard.restoreSlip(link, ['level-2'], 'citizen')).toMatchObject({
		refused: 'no-such-ticket'
	});
});

test('a gate’s tablet that is lost after giving numbers loses nobody whose slip is scanned', async () => {
	const { TestDevice } = await import('../station/station.fixture.ts');
	const { deskOf } = await import('../station/desk-of.ts');
	const desk = () => deskOf(fieldEventId);
	const device = new TestDevice({ sql, fieldEventId, desk, at: Date.now() } as unknown as TestHall);
	await device.enrol({ kind: 'gate', gateId: 'g2', prefix: 'C' });
	const ask = { operationId: randomUUID(), day: 1, next: 1, size: 500 };
	const { pack } = await device.tell(device.contact([], { numbers: [ask] }));
	expect(pack?.keys[0]).toMatchObject({ no: 0, station: 'server' });
	const given = { fieldEventId, station: pack!.no, epoch: device.epoch, day: 1, prefix: 'C' };
	const ticketId = randomUUID();
	const slip = { ...given, number: 7, ticketId };
	const link = signedDigits(slip, device.signBytes(slipBytes(slip)));
	const told = await unheard.unheardSlip(link);
	expect(told).toMatchObject({ number: 'C-007', gate: 'Cổng 2', standing: 'open' });
	expect(await unheard.restoreSlip(link, ['level-2'], 'citizen')).toBeNull();

	// The tablet comes back after all: its own word completes the ticket, and nothing is doubled.
	const deed: Deed = {
		kind: 'issued',
		ticketId,
		maker: `${device.station}:${device.epoch}`,
		provisional: false,
		gateId: 'g2',
		day: 1,
		prefix: 'C',
		number: 7,
		lane: 'priority',
		party: 2,
		services: [
			{ serviceId: 'level-2', people: 2 },
			{ serviceId: 'activation', people: 1 }
		]
	};
	const answer = await device.tell(device.contact([device.parcel(1, device.operation(1, deed))]));
	expect(answer.acknowledgements).toMatchObject([{ verdict: 'applied' }]);
	const { tickets } = await hall.floor();
	const whole = tickets.get(ticketId);
	expect(whole).toMatchObject({ provisional: false, lane: 'priority', party: 2, number: 7 });
	expect(whole?.steps.map((step) => step.serviceId)).toEqual(['level-2', 'activation']);
});
