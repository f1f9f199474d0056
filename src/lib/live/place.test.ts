import { describe, expect, test } from 'vitest';
import type { QueueFrame } from '#lib/core/protocol.ts';
import { applyFrame, type Place } from './place.ts';

const me: Place = {
	number: 'A-017',
	clock: 100,
	seed: {
		serviceId: 'level-2',
		lane: 'regular',
		rankAt: 1_000,
		own: 5,
		other: 0,
		regular: 9,
		kept: 0,
		run: 0,
		priorityRun: 2,
		priorityHeadStartMs: 60
	}
};
const frame = (more: Partial<QueueFrame>): QueueFrame => ({
	fieldEventId: 7,
	clock: 110,
	at: 0,
	speed: 1,
	after: 95,
	serviceId: 'level-2',
	regular: 9,
	kept: 0,
	run: 0,
	moves: [],
	called: [],
	changed: [],
	seats: 1,
	soonSeats: 1,
	free: 0,
	cycleMs: 60_000,
	spreadMs: 0,
	priority: 0,
	later: 0,
	laterMs: 0,
	pause: null,
	refresh: false,
	...more
});

describe('a frame of the queue, on one phone', () => {
	test('brings the place forward when somebody ahead is called', () => {
		const applied = applyFrame(me, frame({ moves: [[104, '-', 'A-003', 'regular', 400]] }));
		expect(applied).toMatchObject({ kind: 'counted', ahead: 4, place: { clock: 110 } });
	});

	test('says why when somebody comes to stand ahead', () => {
		const applied = applyFrame(
			me,
			frame({ moves: [[104, '+', 'C-001', 'priority', 990, 'priority']] })
		);
		expect(applied).toMatchObject({ kind: 'counted', ahead: 6, joined: ['priority'] });
	});

	test('leaves the place alone when somebody comes to stand behind', () => {
		const moves: QueueFrame['moves'] = [
			[104, '+', 'A-018', 'regular', 1_000, 'earlier-number'],
			[105, '+', 'C-009', 'priority', 1_062, 'priority']
		];
		const applied = applyFrame(me, frame({ moves }));
		expect(applied).toMatchObject({ kind: 'counted', ahead: 5, joined: [] });
	});

	test('counts nothing twice that the snapshot already held', () => {
		const moves: QueueFrame['moves'] = [[99, '-', 'A-003', 'regular', 400]];
		expect(applyFrame(me, frame({ moves }))).toMatchObject({ kind: 'counted', ahead: 5 });
	});

	test('changes nothing when it comes a second time', () => {
		const sent = frame({ moves: [[104, '-', 'A-003', 'regular', 400]] });
		const once = applyFrame(me, sent);
		if (once.kind !== 'counted') expect.unreachable();
		expect(applyFrame(once.place, sent)).toEqual({ kind: 'old' });
	});

	test('is not trusted when one before it was missed, or when all must read anew', () => {
		expect(applyFrame(me, frame({ after: 101 }))).toEqual({ kind: 'gap' });
		expect(applyFrame(me, frame({ refresh: true }))).toEqual({ kind: 'gap' });
	});

	test('names the booth at once when it is the own number that was called, even after a missed frame', () => {
		const called: QueueFrame['called'] = [['A-017', 5, 'bàn']];
		const wanted = { kind: 'own', called: ['A-017', 5, 'bàn'] };
		expect(applyFrame(me, frame({ called }))).toEqual(wanted);
		expect(applyFrame(me, frame({ called, after: 105 }))).toEqual(wanted);
	});

	test('asks for the snapshot when the own number left, moved or changed', () => {
		const left: QueueFrame['moves'] = [[104, '-', 'A-017', 'regular', 1_000]];
		expect(applyFrame(me, frame({ moves: left }))).toEqual({ kind: 'own', called: null });
		expect(applyFrame(me, frame({ changed: ['A-017'] }))).toEqual({ kind: 'own', called: null });
	});
});
