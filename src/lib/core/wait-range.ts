import type { Half, Lane } from './catalogue.ts';

/** An honest range of a wait, in ms from now: the 20th and the 90th percentile. */
export interface WaitRange {
	fromMs: number;
	toMs: number;
}

/** What an estimate is made of; a phone goes on counting with it between two frames. */
export interface Pace {
	/** Seats that serve this queue now; a booth of several services counts for each by its share. 0: nobody does. */
	seats: number;
	/** Seats to be expected in a while: booths that open, and rests that begin and end. */
	soonSeats: number;
	/** Seats that stand free for whoever comes next, because nobody waits. */
	free: number;
	/** Time from one call into a seat to the next: mean, and standard deviation, in ms. */
	cycleMs: number;
	spreadMs: number;
	/** Tickets that come to stand ahead for each one called: of the priority lane, … */
	priority: number;
	/** … and those that another step brings, who are given back a part of the time already waited: … */
	later: number;
	/** … that much, in ms: they go ahead of whoever fell due less than this ago. */
	laterMs: number;
	/** How many ended turns of today it rests on. */
	measured: number;
}

/** A pace as it travels to phones. */
export type ShownPace = Omit<Pace, 'measured'>;

/** From this long from now on the seats are those of `soonSeats`: about as long as a rest lasts. */
export const SOON_MS = 10 * 60_000;
/** Whoever waits before a free seat is called within this: an officer has to look up. */
const LOOK_UP_MS = 20_000;
/** Those who come to stand ahead never take more than this share of the calls: somebody else is called as well. */
const MOST_JOINS = 0.85;
/** Seats, times and arrivals do not stay what they are: the longer the wait, the less is known. */
const DRIFT = 0.06;
/** How many will come to stand ahead is known worse than that. */
const DRIFT_OF_JOINS = 0.2;
/** People come by bus and in families, booths rest in blocks: counts vary by so much more than single ones would. */
const CLUMPS = 1.4;
/**
 * The 20th percentile of a normal spread, in standard deviations; and for the 90th a little more than its 1.28, because
 * outages and busloads lengthen a wait by more than anything shortens it.
 */
const LOW = 0.74;
const HIGH = 1.6;

/** Time to call this many tickets with the seats of now, and with those of soon from `SOON_MS` on. */
function timeToCall(pace: ShownPace, tickets: number): number {
	const { seats, soonSeats, cycleMs } = pace;
	const now = callsOfNow(pace, tickets);
	return now < tickets
		? SOON_MS + ((tickets - now) * cycleMs) / soonSeats
		: (now * cycleMs) / seats;
}

/** How many of so many calls the seats of now make, before those of soon take over. */
function callsOfNow({ seats, soonSeats, cycleMs }: ShownPace, calls: number): number {
	return soonSeats > 0 ? Math.min(calls, (seats * SOON_MS) / cycleMs) : calls;
}

function callsWithin(pace: ShownPace, ms: number): number {
	const { seats, soonSeats, cycleMs } = pace;
	return (seats * Math.min(ms, SOON_MS) + soonSeats * Math.max(0, ms - SOON_MS)) / cycleMs;
}

/** The tickets that come to stand ahead, as a share of the calls: `both` kinds as long as `window` calls go by, then `always`. */
interface Joins {
	both: number;
	always: number;
	window: number;
}

/**
 * Who joins ahead of somebody: priority tickets all the time, those of another step as long as what they are given back
 * is more than what one has waited oneself.
 */
function joinsOf(pace: ShownPace, lane: Lane, waitedMs: number): Joins {
	const regular = lane === 'regular';
	const priority = regular ? pace.priority : 0;
	const later = pace.later * (regular ? 1 : pace.priority);
	return {
		always: Math.min(MOST_JOINS, priority),
		both: Math.min(MOST_JOINS, priority + later),
		window: callsWithin(pace, Math.max(0, pace.laterMs - waitedMs))
	};
}

/** How many calls go by before one's own, the tickets still to join ahead among them. */
function callsBefore({ both, always, window }: Joins, ahead: number): number {
	const within = ahead / (1 - both);
	return within <= window ? within : (ahead + (both - always) * window) / (1 - always);
}

/** What the shares of those who join add up to while so many calls go by; `measure` says what a call counts for. */
function joined(
	{ both, always, window }: Joins,
	calls: number,
	measure: (calls: number) => number
): number {
	const first = measure(Math.min(calls, window));
	return both * first + always * (measure(calls) - first);
}

/**
 * The wait of someone with `ahead` tickets before them, in service time: breaks are stepped over by `overHalves`.
 * Null when nobody serves the queue now. Whoever stands further behind is never promised less.
 *
 * The middle is the time until so many calls have gone by. It is uncertain in two ways: each call comes a little early or
 * late (which evens out over many), and seats, times and arrivals change (which does not). Each is a sum over the calls,
 * so that neither shrinks from one call to the next, also where more seats are to open soon.
 *
 * @param waitedMs how long ago the ticket fell due, by its place in the queue
 */
export function waitRange(
	pace: ShownPace,
	ahead: number,
	lane: Lane = 'regular',
	waitedMs = 0
): WaitRange | null {
	const { seats, soonSeats, cycleMs } = pace;
	if (seats <= 0) return null;
	if (ahead < pace.free) return { fromMs: 0, toMs: 3 * LOOK_UP_MS };
	const joins = joinsOf(pace, lane, waitedMs);
	const before = callsBefore(joins, ahead - pace.free);
	const middle = timeToCall(pace, before + firstCall(pace));
	// Seats that empty at random instants: few calls come as they like, many as evenly as the times themselves are.
	const even = (pace.spreadMs / cycleMs) ** 2;
	const variance = (calls: number) =>
		even * calls + ((1 - even) * seats * calls) / (seats + calls) + joined(joins, calls, (n) => n);
	const calls = before + 1;
	const now = callsOfNow(pace, calls);
	const noise = Math.sqrt(
		CLUMPS *
			(variance(now) * (cycleMs / seats) ** 2 +
				(now < calls ? (variance(calls) - variance(now)) * (cycleMs / soonSeats) ** 2 : 0))
	);
	const joinMs = joined(joins, before, (n) => timeToCall(pace, n));
	const drift = Math.hypot(DRIFT * middle, DRIFT_OF_JOINS * joinMs);
	const spread = Math.hypot(noise, drift, LOOK_UP_MS);
	return {
		fromMs: Math.max(0, Math.round(middle - LOW * spread)),
		toMs: Math.round(middle + HIGH * spread)
	};
}

/** The call that is one's own: with many seats one empties at any moment, a single one is on the average half through. */
function firstCall({ seats }: ShownPace): number {
	return 1 - 0.4 / Math.max(1, seats);
}

/** The middle of the wait of somebody who takes a place behind `ahead` others now; infinite when nobody serves. */
export function middleWaitMs(pace: ShownPace, ahead: number): number {
	if (pace.seats <= 0) return Infinity;
	if (ahead < pace.free) return 0;
	const before = callsBefore(joinsOf(pace, 'regular', 0), ahead - pace.free);
	return timeToCall(pace, before + firstCall(pace));
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

/** A half rarely ends on the minute: whoever is near the front may still be called for so long after it. */
const STAYS_ON_MS = 15 * 60_000;

/**
 * The instants between which a wait is likely to end, over the breaks. Whether the hall stays on for a little while when a
 * break begins is not known beforehand, so the early end counts on it and the late end does not.
 *
 * @param stopped nobody is called now: the hall does not stay on
 */
export function rangeOverHalves(
	halves: readonly Half[],
	at: number,
	wait: WaitRange,
	stopped: boolean
): { from: number; to: number } {
	const from = stopped
		? overHalves(halves, at, wait.fromMs)
		: overHalves(staysOn(halves), at, wait.fromMs);
	return { from, to: overHalves(halves, at, wait.toMs) };
}

function staysOn(halves: readonly Half[]): Half[] {
	return halves.map(({ from, to }, i) => {
		const next = halves[i + 1]?.from ?? Infinity;
		return { from, to: Math.min(to + STAYS_ON_MS, next) };
	});
}

/** The gaps between a day's halves that end after `from` and begin before `to`. */
export function breaksBetween(halves: readonly Half[], from: number, to: number): Half[] {
	return halves.slice(1).flatMap((half, i) => {
		const gap = { from: halves[i]!.to, to: half.from };
		return gap.to > from && gap.from < to ? [gap] : [];
	});
}
