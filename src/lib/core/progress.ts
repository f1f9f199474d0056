import type { Rules } from './catalogue.ts';

/** Where a service stands against its target. */
export type Standing = 'reached' | 'on-course' | 'behind';

/**
 * How far the count may lie under what the time that has passed asks for and still be on course, as a share of the
 * whole target [assumed]: results come after the queue, so every morning begins a little behind.
 */
const LEEWAY = 0.05;
/** Before this share of the time has passed the count says nothing about the course [assumed]. */
const TOO_EARLY = 0.02;

/** The share (0 to 1) of all hours of service, over all days and halves, that has passed. */
export function shareOfTime(days: Rules['days'], at: number): number {
	let whole = 0;
	let passed = 0;
	for (const { halves } of days) {
		for (const { from, to } of halves) {
			whole += to - from;
			passed += Math.min(Math.max(at - from, 0), to - from);
		}
	}
	return whole > 0 ? passed / whole : 1;
}

/**
 * Whether a count is on course for its target, held against the share of the time that has passed: a leader can check
 * it in the head. Null without a target, and while it is too early to tell.
 */
export function standing(counted: number, target: number | null, share: number): Standing | null {
	if (target === null || target <= 0) return null;
	if (counted >= target) return 'reached';
	if (share < TOO_EARLY) return null;
	return counted >= target * (share - LEEWAY) ? 'on-course' : 'behind';
}

/** The break that an instant lies in, between two halves of its day; null when it lies in none. */
export function breakAt(
	halves: readonly { from: number; to: number }[],
	at: number
): { from: number; to: number } | null {
	for (let i = 1; i < halves.length; i++) {
		const [from, to] = [halves[i - 1]!.to, halves[i]!.from];
		if (at >= from && at < to) return { from, to };
	}
	return null;
}
