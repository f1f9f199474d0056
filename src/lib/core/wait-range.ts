import type { Half } from './catalogue.ts';

/** An honest range of a wait, in ms from now: the 20th and the 90th percentile. */
export interface WaitRange {
	fromMs: number;
	toMs: number;
}

/** What an estimate is made of; a phone goes on counting with it between two frames. */
export interface Pace {
	/** Seats that serve this queue now; a booth of several services counts for each by its share. */
	seats: number;
	/** Time that one ticket occupies a seat: middle, and spread, in ms. */
	cycleMs: number;
	spreadMs: number;
	/** How many ended turns of today it rests on. */
	measured: number;
}

/**
 * The wait of someone with `ahead` tickets before them. Null when nobody serves the queue now.
 * The more tickets ahead, the narrower the range in proportion; what cannot be known
 * (booths opening and closing, later steps joining ahead) keeps it from closing.
 */
export function waitRange(pace: Omit<Pace, 'measured'>, ahead: number): WaitRange | null {
	if (pace.seats <= 0) return null;
	const perTicket = pace.cycleMs / pace.seats;
	const middle = perTicket * (ahead + 0.5);
	const noise = (pace.spreadMs * Math.sqrt(ahead + 1)) / pace.seats;
	const drift = middle * 0.2;
	const spread = Math.hypot(noise, drift);
	return {
		fromMs: Math.max(0, Math.round(middle - 0.84 * spread)),
		toMs: Math.round(middle + 1.28 * spread + perTicket * 0.5)
	};
}

/** Moves an instant on by a span of service time: what lies before a day's halves and between them serves nobody. */
export function overHalves(halves: readonly Half[], from: number, spanMs: number): number {
	let at = from;
	let left = spanMs;
	for (const half of halves) {
		if (half.to <= at) continue;
		at = Math.max(at, half.from);
		if (at + left <= half.to) return at + left;
		left -= half.to - at;
		at = half.to;
	}
	return at + left;
}

/** The gaps between a day's halves that end after `from` and begin before `to`. */
export function breaksBetween(halves: readonly Half[], from: number, to: number): Half[] {
	return halves.slice(1).flatMap((half, i) => {
		const gap = { from: halves[i]!.to, to: half.from };
		return gap.to > from && gap.from < to ? [gap] : [];
	});
}
