import { describe, expect, test } from 'vitest';
import {
	breaksBetween,
	middleWaitMs,
	overHalves,
	rangeOverHalves,
	waitRange
} from './wait-range.ts';

const at = (hour: number, minute = 0) => Date.UTC(2023, 9, 13, hour - 7, minute);
const halves = [
	{ from: at(7), to: at(11, 30) },
	{ from: at(13), to: at(17) }
];
const minutes = (n: number) => n * 60_000;
const pace = {
	seats: 1,
	soonSeats: 1,
	free: 0,
	cycleMs: minutes(5),
	spreadMs: minutes(2),
	priority: 0,
	later: 0,
	laterMs: 0
};

describe('the range of a wait', () => {
	test('steps over the midday break', () => {
		expect(overHalves(halves, at(11), minutes(20))).toBe(at(11, 20));
		expect(overHalves(halves, at(11), minutes(45))).toBe(at(13, 15));
	});

	test('begins after the break for whoever looks during it', () => {
		expect(overHalves(halves, at(12, 10), minutes(10))).toBe(at(13, 10));
		expect(overHalves(halves, at(12, 10), minutes(30))).toBe(at(13, 30));
	});

	test('begins when the day does for whoever came before it', () => {
		expect(overHalves(halves, at(6, 30), minutes(10))).toBe(at(7, 10));
	});

	test('goes past the end of the day rather than to nowhere', () => {
		expect(overHalves(halves, at(16, 50), minutes(30))).toBe(at(17, 20));
		expect(overHalves([], at(9), minutes(30))).toBe(at(9, 30));
	});

	test('names the breaks that lie before it', () => {
		expect(breaksBetween(halves, at(11), at(13, 30))).toEqual([{ from: at(11, 30), to: at(13) }]);
		expect(breaksBetween(halves, at(9), at(10))).toEqual([]);
	});

	test('is unknown while nobody serves the queue', () => {
		expect(waitRange({ ...pace, seats: 0 }, 3)).toBeNull();
	});

	test('grows with the numbers ahead and shrinks with the seats', () => {
		const near = waitRange(pace, 2)!;
		const far = waitRange(pace, 20)!;
		const shared = waitRange({ ...pace, seats: 4, soonSeats: 4 }, 20)!;
		expect(near.toMs).toBeLessThan(far.fromMs);
		expect(shared.toMs).toBeLessThan(far.fromMs);
		expect(near.fromMs).toBeLessThan(near.toMs);
	});

	const hall = { ...pace, seats: 10, soonSeats: 10 };
	const middle = (over: Partial<typeof pace>, ahead: number, lane?: 'priority', waitedMs = 0) => {
		const { fromMs, toMs } = waitRange({ ...hall, ...over }, ahead, lane, waitedMs)!;
		return (fromMs + toMs) / 2;
	};

	test('is narrower in proportion the more stand ahead', () => {
		const share = (ahead: number) => {
			const { fromMs, toMs } = waitRange(hall, ahead)!;
			return (toMs - fromMs) / (fromMs + toMs);
		};
		expect(share(100)).toBeLessThan(share(20));
		expect(share(20)).toBeLessThan(share(3));
	});

	test('is "now" while a seat stands free for everybody ahead', () => {
		const free = { ...hall, free: 3 };
		expect(waitRange(free, 2)).toEqual({ fromMs: 0, toMs: minutes(1) });
		expect(middleWaitMs(free, 2)).toBe(0);
		expect(middleWaitMs(free, 3)).toBeGreaterThan(0);
	});

	test('counts on seats that come soon, but not before they do', () => {
		expect(middle({ soonSeats: 20 }, 10)).toBe(middle({}, 10));
		expect(middle({ soonSeats: 20 }, 100)).toBeLessThan(middle({}, 100));
		expect(middle({ soonSeats: 5 }, 100)).toBeGreaterThan(middle({}, 100));
	});

	test('is longer for the regular lane by the priority tickets still to come, and not for the priority lane', () => {
		expect(middle({ priority: 0.2 }, 40)).toBeGreaterThan(1.2 * middle({}, 40));
		expect(middle({ priority: 0.2 }, 40, 'priority')).toBe(middle({}, 40, 'priority'));
	});

	test('counts tickets that later steps bring ahead only as long as they are given back more than was waited', () => {
		const later = { later: 0.5, laterMs: minutes(30) };
		const fresh = middle(later, 40);
		expect(fresh).toBeGreaterThan(1.5 * middle({}, 40));
		expect(middle(later, 40, undefined, minutes(25))).toBeLessThan(fresh);
		expect(middle(later, 40, undefined, minutes(30))).toBeCloseTo(middle({}, 40), -4);
	});

	test('stays finite when later steps alone would fill every seat', () => {
		expect(middle({ later: 2, laterMs: minutes(60), priority: 0.3 }, 50)).toBeLessThan(
			minutes(240)
		);
	});
});

describe('the instants between which a wait ends', () => {
	const wait = { fromMs: minutes(10), toMs: minutes(20) };

	test('lie after the break when the wait does', () => {
		expect(
			rangeOverHalves(halves, at(11, 29), { fromMs: minutes(20), toMs: minutes(30) }, false)
		).toEqual({
			from: at(13, 4),
			to: at(13, 29)
		});
	});

	test('begin before the break when the hall may stay on a little, and end after it', () => {
		expect(rangeOverHalves(halves, at(11, 25), wait, false)).toEqual({
			from: at(11, 35),
			to: at(13, 15)
		});
	});

	test('do not count on that when the hall stands still', () => {
		expect(rangeOverHalves(halves, at(11, 35), wait, true)).toEqual({
			from: at(13, 10),
			to: at(13, 20)
		});
	});
});
