import { describe, expect, test } from 'vitest';
import { breaksBetween, overHalves, waitRange } from './wait-range.ts';

const at = (hour: number, minute = 0) => Date.UTC(2023, 9, 13, hour - 7, minute);
const halves = [
	{ from: at(7), to: at(11, 30) },
	{ from: at(13), to: at(17) }
];
const minutes = (n: number) => n * 60_000;

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
		expect(waitRange({ seats: 0, cycleMs: minutes(5), spreadMs: 0 }, 3)).toBeNull();
	});

	test('grows with the numbers ahead and shrinks with the seats', () => {
		const pace = { cycleMs: minutes(5), spreadMs: minutes(2) };
		const near = waitRange({ ...pace, seats: 1 }, 2)!;
		const far = waitRange({ ...pace, seats: 1 }, 20)!;
		const shared = waitRange({ ...pace, seats: 4 }, 20)!;
		expect(near.toMs).toBeLessThan(far.fromMs);
		expect(shared.toMs).toBeLessThan(far.fromMs);
		expect(near.fromMs).toBeLessThan(near.toMs);
	});
});
