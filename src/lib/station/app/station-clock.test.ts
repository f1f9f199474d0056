import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StationClock } from './station-clock.ts';

const HOUR = 3_600_000;
const HALL = 1_000_000_000_000;
let wallAhead = 0;
let slept = 0;

/** A device whose wall clock can be set and whose monotonic clock stands still while it sleeps. */
beforeEach(() => {
	wallAhead = slept = 0;
	vi.useFakeTimers({ now: HALL });
	const monotonic = performance.now.bind(performance);
	const wall = Date.now.bind(Date);
	vi.spyOn(performance, 'now').mockImplementation(() => monotonic() - slept);
	vi.spyOn(Date, 'now').mockImplementation(() => wall() + wallAhead);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

const clock = () => new StationClock({ at: HALL, speed: 1, wall: HALL }, HALL);

describe('hall time at a station', () => {
	test('goes on by the monotonic clock, whatever the wall clock is set to', () => {
		const hall = clock();
		vi.advanceTimersByTime(60_000);
		wallAhead = -10 * 365 * 24 * HOUR;
		expect(hall.slept()).toBe(false);
		expect(hall.at).toBe(HALL + 60_000);
	});

	test('a sleep is noticed, counted, and begins another run', () => {
		const hall = clock();
		const { boot } = hall;
		vi.advanceTimersByTime(30 * 60_000);
		slept = 30 * 60_000;
		expect(hall.slept()).toBe(true);
		expect(hall.boot).not.toBe(boot);
		expect(hall.at).toBe(HALL + 30 * 60_000);
	});

	test('after a restart nothing is dated before what was written, though the wall clock went back', () => {
		wallAhead = -HOUR;
		const hall = new StationClock({ at: HALL, speed: 1, wall: HALL }, HALL + 5_000);
		expect(hall.pressAt()).toBe(HALL + 5_000);
	});

	test("years ahead across a restart are forgotten at the hall's next word", () => {
		wallAhead = 10 * 365 * 24 * HOUR;
		const hall = clock();
		expect(hall.pressAt()).toBeGreaterThan(HALL + 9 * 365 * 24 * HOUR);
		hall.hear(HALL + 2_000, 1);
		expect(hall.pressAt()).toBe(HALL + 2_000);
	});
});
