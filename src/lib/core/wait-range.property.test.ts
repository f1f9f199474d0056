import fc from 'fast-check';
import { expect, test } from 'vitest';
import { middleWaitMs, rangeOverHalves, waitRange } from './wait-range.ts';

const MINUTE = 60_000;
/** Sittings spread by up to their mean, as those of all halls measured; seats that open and close at will. */
const pace = fc
	.record({
		seats: fc.integer({ min: 1, max: 60 }),
		soonSeats: fc.integer({ min: 1, max: 60 }),
		free: fc.constant(0),
		cycleMs: fc.integer({ min: MINUTE, max: 30 * MINUTE }),
		spread: fc.double({ min: 0, max: 1, noNaN: true }),
		priority: fc.double({ min: 0, max: 1, noNaN: true }),
		later: fc.double({ min: 0, max: 1, noNaN: true }),
		laterMs: fc.integer({ min: 0, max: 60 * MINUTE })
	})
	.map(({ spread, ...rest }) => ({ ...rest, spreadMs: spread * rest.cycleMs }));
const place = fc.integer({ min: 0, max: 400 });
const lane = fc.constantFrom<'regular' | 'priority'>('regular', 'priority');

test('a range begins before it ends, and holds the middle of the wait', () => {
	fc.assert(
		fc.property(pace, place, (queue, ahead) => {
			const range = waitRange(queue, ahead)!;
			expect(range.fromMs).toBeGreaterThanOrEqual(0);
			expect(range.toMs).toBeGreaterThanOrEqual(range.fromMs);
			expect(range.toMs).toBeGreaterThanOrEqual(Math.floor(middleWaitMs(queue, ahead)));
		})
	);
});

test('whoever stands further behind is never promised less', () => {
	fc.assert(
		fc.property(pace, place, place, lane, (queue, one, other, of) => {
			const [near, far] = [Math.min(one, other), Math.max(one, other)];
			const [before, behind] = [waitRange(queue, near, of)!, waitRange(queue, far, of)!];
			expect(behind.toMs).toBeGreaterThanOrEqual(before.toMs);
			expect(middleWaitMs(queue, far)).toBeGreaterThanOrEqual(middleWaitMs(queue, near));
		})
	);
});

test('a break only ever lengthens a wait', () => {
	const morning = { from: 0, to: 240 * MINUTE };
	const afternoon = { from: 330 * MINUTE, to: 600 * MINUTE };
	fc.assert(
		fc.property(pace, place, fc.integer({ min: 0, max: 239 }), (queue, ahead, minute) => {
			const range = waitRange(queue, ahead)!;
			const at = minute * MINUTE;
			const laid = rangeOverHalves([morning, afternoon], at, range, false);
			expect(laid.from).toBeGreaterThanOrEqual(at + range.fromMs);
			expect(laid.to).toBeGreaterThanOrEqual(at + range.toMs);
			expect(laid.to).toBeGreaterThanOrEqual(laid.from);
		})
	);
});
