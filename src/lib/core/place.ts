import type { Lane } from './catalogue.ts';
import type { TurnOrigin } from './ticket.ts';

/**
 * A place in a queue, reckoned from counts alone: the server takes them from its lists, a phone keeps them itself from
 * what its queue's frames tell. The reckoning stands here once, without anything that a phone would have to load.
 */

/** Where a ticket stands in a lane: by rank, then series and number, so that the order is total. */
export interface Stand {
	prefix: string;
	number: number;
	rankAt: number;
}

export interface PlaceCounts {
	lane: Lane;
	/** Tickets of the own lane that stand before. */
	own: number;
	/** Tickets of the other lane that stand before `thresholdOf` this one. */
	other: number;
	/** Length of the regular lane. */
	regular: number;
	/** Tickets kept for one booth, in the whole queue. */
	kept: number;
	/** Priority calls in a row up to now, and how many there may be. */
	run: number;
	priorityRun: number;
}

/** Order inside a lane. The day is left out: tickets of an earlier day leave the queues when a day opens. */
export function compareStands(a: Stand, b: Stand): number {
	return (
		a.rankAt - b.rankAt ||
		(a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0) ||
		a.number - b.number
	);
}

/** The point of the other lane before which a ticket there would be called sooner: priority's head start. */
export function thresholdOf<S extends Stand>(me: S, lane: Lane, priorityHeadStartMs: number): S {
	const shift = lane === 'regular' ? priorityHeadStartMs + 1 : -priorityHeadStartMs;
	// Before everybody of that instant: who is called sooner there is told by ranks alone, never by numbers.
	return { ...me, prefix: '', number: 0, rankAt: me.rankAt + shift };
}

/** How many tickets of the queue would be called before this one if nobody else came. */
export function aheadFrom(counts: PlaceCounts): number {
	const { own, other, regular, kept, priorityRun } = counts;
	const room = Math.max(0, priorityRun - counts.run);
	if (counts.lane === 'regular') {
		return kept + own + Math.min(other, room + priorityRun * own);
	}
	const between =
		priorityRun === 0 ? regular : own < room ? 0 : 1 + Math.floor((own - room) / priorityRun);
	return kept + own + Math.min(regular, Math.max(other, between));
}

/** "Sắp đến lượt" must come early enough to walk: this many tickets, or this much of the expected wait. */
const NEAR_TICKETS = 5;
const NEAR_MS = 6 * 60_000;

/**
 * Close enough to the turn to come to the waiting area.
 * @param fromMs the early end of the expected wait; null while nobody serves, when nobody is asked to come
 */
export function isNear(ahead: number, fromMs: number | null): boolean {
	if (fromMs === null) return false;
	return ahead <= NEAR_TICKETS || (fromMs <= NEAR_MS && ahead <= 4 * NEAR_TICKETS);
}

/** Why a ticket came to stand where it stands: what people behind it are told when their place gets worse. */
export type JoinReason = 'priority' | 'restored' | 'waited-before' | 'returned' | 'earlier-number';

/** The reason in the frame of whoever joins a lane in a turn of this origin. */
export function joinReason(lane: Lane, origin: TurnOrigin): JoinReason {
	if (origin === 'restore') return 'restored';
	if (origin === 'next') return lane === 'priority' ? 'priority' : 'waited-before';
	if (origin === 'first') return lane === 'priority' ? 'priority' : 'earlier-number';
	return 'returned';
}
