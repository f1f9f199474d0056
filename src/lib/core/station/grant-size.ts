import type { Half } from '../catalogue.ts';

/** What a gate's grant is at least, and at least where it may be cut off for long. */
const LEAST = 500;
const LEAST_CUT_OFF = 2_000;
/** How much more than it expects a gate gets. */
const MORE = 1.5;
/** As many numbers as one grant may hold. */
const MOST = 10_000;
/** The pace of less than this says nothing about the rest of the day. */
const PACE_FROM_MS = 20 * 60_000;

/**
 * How many numbers a gate is to have at hand: what it expects for the rest of the day and half as much again, and no less
 * than the least. A day that has hardly begun, or not at all, gets the least.
 * @param given numbers that the gate gave on that day up to now
 * @param halves of that day, in hall ms
 */
export function grantSize(
	given: number,
	halves: readonly Half[],
	at: number,
	mayBeCutOff: boolean
): number {
	let past = 0;
	let left = 0;
	for (const { from, to } of halves) {
		past += Math.max(0, Math.min(at, to) - from);
		left += Math.max(0, to - Math.max(at, from));
	}
	const expected = past < PACE_FROM_MS ? 0 : (given / past) * left;
	const least = mayBeCutOff ? LEAST_CUT_OFF : LEAST;
	return Math.min(MOST, Math.max(least, Math.ceil(expected * MORE)));
}
