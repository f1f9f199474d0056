import { describe, expect, test } from 'vitest';
import { admit } from './admit.ts';
import type { Admitted } from './admitted.ts';
import { evolve } from './evolve.ts';
import { booth, catalogue, TestHall } from './hall.fixture.ts';
import type { Deed } from './operation.ts';
import { stepState, ticketState } from './ticket.ts';
import { figuresOf } from './view/totals-view.ts';

/** A hall whose gate series C is held by a station. */
function hallWithStation(): TestHall {
	const given = catalogue({ booths: [booth(1, ['level-2']), booth(3, ['level-2'])] });
	given.gates.push({ ...given.gates[0]!, id: 'g2', prefix: 'C' });
	const hall = new TestHall(given);
	hall.press({
		kind: 'enrol-station',
		station: 't1',
		place: { kind: 'gate', gateId: 'g2', prefix: 'C' }
	});
	hall.press({ kind: 'ask-numbers', station: 't1', epoch: 1, day: 1, next: 1, size: 50 });
	return hall;
}

function arrive(
	hall: TestHall,
	deed: Deed,
	more: { epoch?: number; at?: number } = {}
): Admitted & { at: number } {
	const operation = {
		operationId: hall.id(),
		station: 't1',
		epoch: more.epoch ?? 1,
		seq: 1,
		at: more.at ?? hall.at,
		by: 'officer-1',
		deed
	};
	const admitted = admit(hall.floor, operation, { at: hall.at, lastContact: hall.at - 600_000 });
	for (const fact of admitted.facts) {
		const { operationId, by } = operation;
		const { at } = admitted;
		evolve(hall.floor, { clock: hall.floor.clock + 1, operationId, at, by, fact });
	}
	return admitted;
}

const issued = (hall: TestHall, number: number): Extract<Deed, { kind: 'issued' }> => ({
	kind: 'issued',
	ticketId: hall.id(),
	gateId: 'g2',
	day: 1,
	prefix: 'C',
	number,
	maker: 't1:1',
	provisional: false,
	lane: 'regular',
	party: 1,
	services: [{ serviceId: 'level-2', people: 1 }]
});
const enrolled = {
	serviceId: 'level-2',
	outcome: 'enrolled',
	level: null,
	reasonId: null,
	count: 1
} as const;

describe('what a station did', () => {
	test('a ticket given offline stands where its own time puts it, within the station’s last contact', () => {
		const hall = hallWithStation();
		hall.pass(30);
		const online = hall.issue(['level-2']);
		const deed = issued(hall, 1);
		expect(arrive(hall, deed, { at: hall.at - 3_600_000 }).verdict).toBe('applied');
		expect(hall.floor.tickets.get(deed.ticketId)!.steps[0]!.turns[0]!.dueAt).toBe(
			hall.at - 600_000
		);
		expect(hall.callNext('b1')).toBe(deed.ticketId);
		expect(hall.callNext('b3')).toBe(online);
	});

	test('a sitting that a station tells of later lasted as long as it did, and is no news on the board', () => {
		const hall = hallWithStation();
		const other = hall.issue(['level-2']);
		const id = hall.issue(['level-2']);
		const [calledAt, endedAt] = [hall.at + 120_000, hall.at + 420_000];
		hall.pass(9);
		expect(hall.callNext('b1')).toBe(other);
		const named = { ticketId: id, serviceId: 'level-2', step: 0, turn: 0, fence: 1, boothId: 'b3' };
		arrive(hall, { kind: 'called', ...named, seat: 1 }, { at: calledAt });
		arrive(hall, { kind: 'ended', ...named, results: [enrolled] }, { at: endedAt });
		const turn = hall.floor.tickets.get(id)!.steps[0]!.turns[0]!;
		expect([turn.calledAt, turn.endedAt]).toEqual([calledAt, endedAt]);
		expect(hall.floor.recentCalls.map(({ ticketId }) => ticketId)).toEqual([id, other]);
	});

	test('the same operation twice is done once', () => {
		const hall = hallWithStation();
		const deed = issued(hall, 1);
		arrive(hall, deed);
		expect(arrive(hall, deed).verdict).toBe('already');
		expect(figuresOf(hall.floor).tickets).toBe(1);
	});

	test('a number of another maker’s series, above the ceiling or of a dead epoch is quarantined', () => {
		const hall = hallWithStation();
		expect(arrive(hall, { ...issued(hall, 1), prefix: 'A' })).toMatchObject({
			verdict: 'quarantined',
			why: 'series-held-elsewhere'
		});
		expect(arrive(hall, issued(hall, 51)).why).toBe('above-ceiling');
		expect(arrive(hall, { ...issued(hall, 2), maker: 't1:2' }).why).toBe('series-held-elsewhere');
		expect(figuresOf(hall.floor).tickets).toBe(0);
	});

	test('one number for two tickets is a conflict, and the number stays with the first', () => {
		const hall = hallWithStation();
		const first = issued(hall, 7);
		arrive(hall, first);
		expect(arrive(hall, issued(hall, 7)).verdict).toBe('conflict');
		expect(hall.floor.byNumber.get('1/C/7')).toBe(first.ticketId);
	});

	test('two booths on one ticket surface as a conflict that touches no seat', () => {
		const hall = hallWithStation();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		const late = arrive(hall, {
			kind: 'called',
			ticketId: id,
			serviceId: 'level-2',
			step: 0,
			turn: 0,
			fence: 0,
			boothId: 'b3',
			seat: 1
		});
		expect(late).toMatchObject({
			verdict: 'conflict',
			facts: [{ kind: 'conflicted', conflict: 'call' }]
		});
		expect(hall.floor.booths.get('b3')!.seats).toEqual([null]);
		expect(hall.floor.booths.get('b1')!.seats).toEqual([id]);
	});

	test('who was called in vain while another booth had them for another step waits on, in either order', () => {
		const ends = [false, true].map((missedFirst) => {
			const hall = new TestHall(
				catalogue({ booths: [booth(1, ['level-2']), booth(2, ['activation'])] })
			);
			const id = hall.issue(['level-2', 'activation']);
			hall.callNext('b1');
			const named = { ticketId: id, fence: 0, turn: 0 };
			const missed = {
				kind: 'missed',
				serviceId: 'level-2',
				step: 0,
				boothId: 'b1',
				...named
			} as const;
			const started = {
				kind: 'started',
				serviceId: 'activation',
				step: null,
				boothId: 'b2',
				seat: 1,
				...named
			} as const;
			for (const deed of missedFirst ? [missed, started] : [started, missed]) arrive(hall, deed);
			const ticket = hall.floor.tickets.get(id)!;
			return ticket.steps.some((step) => stepState(step) === 'no-show');
		});
		expect(ends).toEqual([false, false]);
	});

	test('a contradiction of an earlier call shields nobody from a later one', () => {
		const hall = new TestHall(
			catalogue({ booths: [booth(1, ['level-2']), booth(2, ['activation'])] })
		);
		const id = hall.issue(['level-2', 'activation']);
		const missed = (turn: number) =>
			arrive(hall, {
				...{ kind: 'missed', ticketId: id, serviceId: 'level-2', boothId: 'b1' },
				...{ step: 0, turn, fence: 0 }
			});
		hall.callNext('b1');
		arrive(hall, {
			...{ kind: 'started', ticketId: id, serviceId: 'activation', boothId: 'b2', seat: 1 },
			...{ step: null, turn: 0, fence: 0 }
		});
		missed(0);
		expect(ticketState(hall.floor.tickets.get(id)!)).toBe('waiting');
		hall.pass(10);
		hall.callNext('b1');
		missed(1);
		expect(ticketState(hall.floor.tickets.get(id)!)).toBe('no-show');
	});

	test('a sitting that ended at two booths is counted once', () => {
		const hall = hallWithStation();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.finish(id, 'level-2');
		const deed = {
			kind: 'ended' as const,
			ticketId: id,
			serviceId: 'level-2',
			step: 0,
			turn: 0,
			fence: 0,
			boothId: 'b3',
			results: [enrolled]
		};
		expect(arrive(hall, deed).verdict).toBe('conflict');
		expect(figuresOf(hall.floor).results).toBe(1);
	});

	test('nobody is sent to wait for those who stayed at a sitting that gives way', () => {
		const given = catalogue({ booths: [booth(1, ['level-2']), booth(2, ['activation'])] });
		given.services.find(({ id }) => id === 'level-2')!.also = ['activation'];
		const hall = new TestHall(given);
		const id = hall.issue(['level-2', 'activation'], { party: 2 });
		hall.callNext('b1');
		const results = [{ ...enrolled, count: 1 }];
		hall.press({ kind: 'finish', ticketId: id, results, stays: 1, callNext: false });
		hall.press({ kind: 'enrol-station', station: 't1', place: { kind: 'booth', boothId: 'b1' } });
		const done = {
			serviceId: 'activation',
			outcome: 'completed',
			level: 1,
			reasonId: null
		} as const;
		arrive(hall, {
			kind: 'ended',
			ticketId: id,
			serviceId: 'level-2',
			step: 0,
			turn: 0,
			fence: 9,
			boothId: 'b1',
			results: [
				{ ...enrolled, count: 2 },
				{ ...done, count: 2 }
			]
		});
		expect(ticketState(hall.floor.tickets.get(id)!)).toBe('finished');
		expect(hall.callNext('b1')).toBe('queue-empty');
		expect(figuresOf(hall.floor).results).toBe(4);
	});

	test('the end may arrive before the call and the start: the order of arrival does not change the end', () => {
		const named = { serviceId: 'level-2', step: 0, turn: 0, fence: 1, boothId: 'b1' };
		const deeds = (id: string): Deed[] => [
			{ kind: 'called', ...named, ticketId: id, seat: 1 },
			{ kind: 'started', ...named, ticketId: id, seat: 1 },
			{ kind: 'ended', ...named, ticketId: id, results: [enrolled] }
		];
		for (const order of [
			[0, 1, 2],
			[2, 1, 0],
			[1, 2, 0]
		]) {
			const hall = hallWithStation();
			const id = hall.issue(['level-2']);
			for (const i of order) arrive(hall, deeds(id)[i]!);
			expect(ticketState(hall.floor.tickets.get(id)!)).toBe('finished');
			expect(figuresOf(hall.floor)).toMatchObject({ served: 1, results: 1 });
			expect(hall.floor.booths.get('b1')!.seats).toEqual([null]);
		}
	});

	test('a count of visitors is taken back by the gate that made it, once', () => {
		const hall = hallWithStation();
		arrive(hall, { kind: 'visitors-counted', gateId: 'g2', day: 1, count: 10 });
		arrive(hall, { kind: 'visitors-counted', gateId: 'g2', day: 1, count: 1 });
		const [counted] = hall.floor.visitors.keys();
		const back = (gateId: string, of: string) =>
			arrive(hall, { kind: 'visitors-taken-back', gateId, counted: of });
		expect(figuresOf(hall.floor)).toMatchObject({ people: 11, visitors: 11 });
		expect(back('g1', counted!)).toMatchObject({ verdict: 'quarantined', why: 'nothing-to-undo' });
		expect(back('g2', hall.id())).toMatchObject({ verdict: 'quarantined' });
		expect(back('g2', counted!).verdict).toBe('applied');
		expect(back('g2', counted!).verdict).toBe('already');
		expect(figuresOf(hall.floor)).toMatchObject({ people: 1, visitors: 1 });
		// Whoever takes it back at the screen of the hall meanwhile meant the same.
		const [, other] = hall.floor.visitors.keys();
		hall.press({ kind: 'undo', operationId: other! });
		expect(back('g2', other!).verdict).toBe('already');
		expect(figuresOf(hall.floor).visitors).toBe(0);
	});

	test('numbers that a gate takes back are cancelled while they only wait, and stay where anybody was called', () => {
		const hall = hallWithStation();
		const given = [1, 2, 3, 4].map((number) => issued(hall, number));
		given.forEach((deed) => arrive(hall, deed));
		const [waits, called, served, other] = given.map(({ ticketId }) => ticketId);
		const named = { serviceId: 'level-2', step: 0, turn: 0, fence: 0, boothId: 'b1' };
		arrive(hall, { ...named, kind: 'called', ticketId: called!, seat: 1 });
		arrive(hall, { ...named, kind: 'ended', ticketId: served!, results: [enrolled] });
		const back = (...ticketIds: string[]) =>
			arrive(hall, { kind: 'numbers-taken-back', gateId: 'g2', ticketIds });
		expect(back(waits!, called!, served!)).toMatchObject({
			verdict: 'applied',
			facts: [{ kind: 'cancelled', ticketId: waits }],
			why: 'called'
		});
		expect(back(waits!, called!)).toMatchObject({ verdict: 'already', why: 'called' });
		expect(back(waits!)).toMatchObject({ verdict: 'already', why: '' });
		expect(figuresOf(hall.floor)).toMatchObject({ people: 3, results: 1 });
		expect(back(hall.id(), other!)).toMatchObject({
			verdict: 'quarantined',
			why: 'nothing-to-undo'
		});
		expect(ticketState(hall.floor.tickets.get(other!)!)).toBe('waiting');
		// Another gate's number is not this one's to take back.
		const own = hall.issue(['level-2']);
		expect(back(own)).toMatchObject({ verdict: 'quarantined' });
	});

	test('a number that a booth has on lease is not the gate’s any more, until the lease is over', () => {
		const hall = hallWithStation();
		const deed = issued(hall, 1);
		const { ticketId } = deed;
		arrive(hall, deed);
		const place = { kind: 'booth', boothId: 'b1' } as const;
		hall.press({ kind: 'enrol-station', station: 't2', place });
		hall.press({ kind: 'open-booth', boothId: 'b1', takeOver: false });
		const ask = (want: number) =>
			hall.press({ kind: 'ask-leases', station: 't2', epoch: 1, want, leaseMs: 60_000 });
		ask(1);
		const back = () =>
			arrive(hall, { kind: 'numbers-taken-back', gateId: 'g2', ticketIds: [ticketId] }).verdict;
		expect(back()).toBe('already');
		expect(ticketState(hall.floor.tickets.get(ticketId)!)).toBe('waiting');
		hall.at += 120_000;
		ask(0);
		expect(back()).toBe('applied');
		expect(hall.floor.tickets.get(ticketId)!.cancelled).toBe(true);
	});
});
