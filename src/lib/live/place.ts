import {
	aheadFrom,
	compareStands,
	thresholdOf,
	type JoinReason,
	type Stand
} from '#lib/core/place.ts';
import type { QueueFrame } from '#lib/core/protocol.ts';
import type { PlaceSeed } from '#lib/core/view/phone-view.ts';

/** A phone's own count of its place, true at a clock of the field event. */
export interface Place {
	number: string;
	seed: PlaceSeed;
	clock: number;
}

/** What a queue's frame means to one phone. */
export type Applied =
	/** It tells nothing new. */
	| { kind: 'old' }
	/** A frame before it was missed, or it asks all to read anew: the snapshot must be fetched. */
	| { kind: 'gap' }
	/** It is about this very ticket: the snapshot must be fetched; the booth is known at once when it was called. */
	| { kind: 'own'; called: QueueFrame['called'][number] | null }
	/** The place as it is now, and why others came to stand before it since. */
	| { kind: 'counted'; place: Place; ahead: number; joined: JoinReason[] };

/** Tickets that would be called before this one if nobody else came. */
export function aheadOf(place: Place): number {
	return aheadFrom(place.seed);
}

/**
 * Counts a frame into a place. Each move carries its clock, so a frame that overlaps with the snapshot, or comes twice,
 * counts nothing twice; and as clocks have no gaps, a missed one is always seen.
 */
export function applyFrame(place: Place, frame: QueueFrame): Applied {
	if (frame.clock <= place.clock) return { kind: 'old' };
	const called = frame.called.find(([number]) => number === place.number);
	if (called) return { kind: 'own', called };
	if (frame.after > place.clock || frame.refresh) return { kind: 'gap' };
	const news = frame.moves.filter(([clock]) => clock > place.clock);
	const own = news.some(([, , number]) => number === place.number);
	if (own || frame.changed.includes(place.number)) return { kind: 'own', called: null };

	const { regular, kept, run } = frame;
	const seed = { ...place.seed, regular, kept, run };
	const joined = new Set<JoinReason>();
	const me = standOf(place.number, seed.rankAt);
	const across = thresholdOf(me, seed.lane, seed.priorityHeadStartMs);
	for (const [, way, number, lane, rankAt, why] of news) {
		const line = lane === seed.lane ? me : across;
		if (compareStands(standOf(number, rankAt), line) >= 0) continue;
		seed[lane === seed.lane ? 'own' : 'other'] += way === '+' ? 1 : -1;
		if (why) joined.add(why);
	}
	const now = { ...place, seed, clock: frame.clock };
	return { kind: 'counted', place: now, ahead: aheadOf(now), joined: [...joined] };
}

function standOf(number: string, rankAt: number): Stand {
	const dash = number.lastIndexOf('-');
	return { prefix: number.slice(0, dash), number: Number(number.slice(dash + 1)), rankAt };
}
