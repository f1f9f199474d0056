import { describe, expect, it } from 'vitest';
import { breakAt, shareOfTime, standing } from './progress.ts';

const HOUR = 3_600_000;
const SEVEN = Date.UTC(2023, 9, 13, 0, 0);
const halves = [
	{ from: SEVEN, to: SEVEN + 4 * HOUR },
	{ from: SEVEN + 6 * HOUR, to: SEVEN + 10 * HOUR }
];
const days = [
	{ date: '2023-10-13', halves },
	{
		date: '2023-10-14',
		halves: halves.map(({ from, to }) => ({ from: from + 24 * HOUR, to: to + 24 * HOUR }))
	}
];

describe('how much of the time has passed', () => {
	it.each([
		['before the doors open', SEVEN - HOUR, 0],
		['two hours in', SEVEN + 2 * HOUR, 2 / 16],
		['in the midday break the time stands still', SEVEN + 5 * HOUR, 4 / 16],
		['in the night between two days', SEVEN + 15 * HOUR, 8 / 16],
		['after the last half', SEVEN + 40 * HOUR, 1]
	])('%s', (_, at, share) => expect(shareOfTime(days, at)).toBe(share));
});

describe('whether a service is on course', () => {
	it.each([
		['reached when the count is the target', 1000, 1000, 0.5, 'reached'],
		['on course a little behind the time', 460, 1000, 0.5, 'on-course'],
		['behind by more than a twentieth of the target', 449, 1000, 0.5, 'behind'],
		['too early to tell in the first minutes', 0, 1000, 0.01, null],
		['nothing to be told without a target', 500, null, 0.5, null],
		['a target of nothing is none', 0, 0, 0.5, null]
	] as const)('%s', (_, counted, target, share, how) =>
		expect(standing(counted, target, share)).toBe(how)
	);
});

it('a break lies between two halves and nowhere else', () => {
	expect(breakAt(halves, SEVEN + 5 * HOUR)).toEqual({ from: halves[0]!.to, to: halves[1]!.from });
	expect(breakAt(halves, SEVEN + 3 * HOUR)).toBeNull();
	expect(breakAt(halves, SEVEN + 11 * HOUR)).toBeNull();
});
