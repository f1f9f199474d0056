import { describe, expect, test } from 'vitest';
import { expectedWaitMs, likelyBetween, paceOf } from './forecast.ts';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';

const MINUTE_MS = 60_000;
const level2 = service('level-2', { counts: 'enrolled', outcomes: ['enrolled', 'failed', 'left'] });
const activation = service('activation', { after: ['level-2'] });

/** Booths of level 2, and one with two seats for activation. */
function hallOf(booths: number): TestHall {
	const rows = Array.from({ length: booths }, (_, i) => booth(i + 1, ['level-2']));
	const last = booth(booths + 1, ['activation'], { seats: 2 });
	return new TestHall(catalogue({ services: [level2, activation], booths: [...rows, last] }));
}

function serve(hall: TestHall, boothId: string, minutes: number): void {
	const ticketId = hall.callNext(boothId);
	hall.pass(minutes);
	hall.finish(ticketId, 'level-2');
}

describe('the pace of a queue', () => {
	test('begins with the organiser’s minutes and goes over to those of the day', () => {
		const hall = hallOf(1);
		expect(paceOf(hall.floor, 'level-2', hall.at).cycleMs).toBe(5 * MINUTE_MS + 5_000);
		for (let i = 0; i < 40; i++) hall.issue(['level-2']);
		for (let i = 0; i < 40; i++) serve(hall, 'b1', 3);
		const pace = paceOf(hall.floor, 'level-2', hall.at);
		expect(pace.measured).toBe(40);
		expect(pace.cycleMs).toBeGreaterThan(3 * MINUTE_MS);
		expect(pace.cycleMs).toBeLessThan(3.8 * MINUTE_MS);
	});

	test('is not stalled by a finish that was forgotten for an hour', () => {
		const hall = hallOf(1);
		for (let i = 0; i < 30; i++) hall.issue(['level-2']);
		for (let i = 0; i < 20; i++) serve(hall, 'b1', 4);
		const before = paceOf(hall.floor, 'level-2', hall.at).cycleMs;
		serve(hall, 'b1', 59);
		const after = paceOf(hall.floor, 'level-2', hall.at).cycleMs;
		expect(after - before).toBeLessThan(0.6 * MINUTE_MS);
	});

	test('counts the seats of booths that are open, and a resting one only for later', () => {
		const hall = hallOf(2);
		const scope = { scope: 'booth' as const, id: 'b2' };
		hall.press({ kind: 'pause', ...scope, reasonId: 'line-down' });
		const pace = paceOf(hall.floor, 'level-2', hall.at);
		expect(pace.seats).toBe(1);
		expect(pace.soonSeats).toBeGreaterThan(1.8);
	});

	test('is none while the service is paused, so that nobody is told a time that nobody knows', () => {
		const hall = hallOf(2);
		hall.press({ kind: 'pause', scope: 'service', id: 'level-2', reasonId: 'line-down' });
		expect(paceOf(hall.floor, 'level-2', hall.at).seats).toBe(0);
		expect(expectedWaitMs(hall.floor, 'level-2', hall.at)).toBe(Infinity);
		expect(paceOf(hall.floor, 'activation', hall.at).seats).toBe(2);
	});

	test('in the midday break is that of the seats that go on after it', () => {
		const hall = hallOf(2);
		hall.at += 5 * 60 * MINUTE_MS;
		const whole = { scope: 'field-event' as const, id: null };
		hall.press({ kind: 'pause', ...whole, reasonId: 'line-down' });
		const pace = paceOf(hall.floor, 'level-2', hall.at);
		expect(pace.seats).toBeGreaterThan(1.8);
		const wait = { fromMs: 0, toMs: 10 * MINUTE_MS };
		const afternoon = hall.floor.rules.days[0]!.halves[1]!;
		expect(likelyBetween(hall.floor, 'level-2', hall.at, wait).from).toBe(afternoon.from);
	});

	test('counts on booths that are late in the first half hour, and less and less', () => {
		const hall = hallOf(2);
		hall.press({ kind: 'leave-booth', boothId: 'b2' }, 'officer-2');
		const fresh = new TestHall(catalogue({ services: [level2, activation] }), false);
		fresh.press(
			{ kind: 'open', catalogue: catalogue({ services: [level2, activation] }) },
			'organiser'
		);
		const soon = () => paceOf(fresh.floor, 'level-2', fresh.at).soonSeats;
		const atStart = soon();
		fresh.pass(20);
		expect(atStart).toBeGreaterThan(soon());
		expect(soon()).toBeGreaterThan(0);
		fresh.pass(20);
		expect(soon()).toBe(0);
		// Who was there and has left does not come back.
		expect(paceOf(hall.floor, 'level-2', hall.at).soonSeats).toBeLessThan(1);
	});

	test('knows who will come from another step, and how much of their wait they are given back', () => {
		const hall = hallOf(2);
		for (let i = 0; i < 6; i++) hall.issue(['level-2', 'activation']);
		hall.pass(30);
		for (const id of ['b1', 'b2']) hall.callNext(id);
		const pace = paceOf(hall.floor, 'activation', hall.at);
		expect(pace.later).toBeGreaterThan(0.5);
		expect(pace.laterMs).toBe(15 * MINUTE_MS);
		expect(paceOf(hall.floor, 'level-2', hall.at).later).toBe(0);
	});

	test('is slower while large families stand ahead', () => {
		const hall = hallOf(1);
		for (let i = 0; i < 10; i++) hall.issue(['level-2']);
		for (let i = 0; i < 10; i++) serve(hall, 'b1', 4);
		const before = paceOf(hall.floor, 'level-2', hall.at).cycleMs;
		hall.issue(['level-2'], { party: 4 });
		expect(paceOf(hall.floor, 'level-2', hall.at).cycleMs).toBeGreaterThan(1.5 * before);
	});

	test('says that seats are free only while nobody has to wait for one', () => {
		const hall = hallOf(2);
		expect(paceOf(hall.floor, 'level-2', hall.at).free).toBe(2);
		for (let i = 0; i < 5; i++) hall.issue(['level-2']);
		expect(paceOf(hall.floor, 'level-2', hall.at).free).toBe(0);
	});
});
