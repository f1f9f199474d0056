import type { Operation } from '../operation.ts';

/**
 * Where an operation stands in the order of its epoch: `fresh` is admitted now; `again` gets its first answer once more;
 * `gap` waits for the next delivery, because it may speak of what is missing before it; `forked` has the place of another
 * one, so the store was copied; `taken` is next in order under the id of another one. The last two are kept aside.
 */
export type PlaceInOrder = 'fresh' | 'again' | 'gap' | 'forked' | 'taken';

/**
 * @param lastSeq the last one heard of this epoch without a gap
 * @param known whether its operation id was heard before
 */
export function placeInOrder(seq: number, lastSeq: number, known: boolean): PlaceInOrder {
	if (seq > lastSeq + 1) return 'gap';
	if (seq === lastSeq + 1) return known ? 'taken' : 'fresh';
	return known ? 'again' : 'forked';
}

/** A batch of one epoch, sorted by what is to be done with it. */
export interface SortedDelivery {
	/** To be admitted, in order, without a gap after what was admitted before. */
	fresh: Operation[];
	/** Known already: they get their first answer again. */
	again: Operation[];
	/** The same place in the epoch's order as another operation: the store was copied. Kept aside, never lost. */
	forked: Operation[];
}

/**
 * Sorts what a station sends. Only an unbroken sequence is admitted. `lastSeq` is the last one admitted of this epoch.
 */
export function sortDelivery(
	operations: readonly Operation[],
	lastSeq: number,
	isKnown: (operationId: string) => boolean
): SortedDelivery {
	const sorted: SortedDelivery = { fresh: [], again: [], forked: [] };
	let heard = lastSeq;
	for (const operation of [...operations].sort((a, b) => a.seq - b.seq)) {
		const place = placeInOrder(operation.seq, heard, isKnown(operation.operationId));
		if (place === 'gap') continue;
		if (place === 'fresh' || place === 'taken') heard++;
		sorted[place === 'taken' ? 'forked' : place].push(operation);
	}
	return sorted;
}

/** Whether a station has forgotten what it said before: its store is an old copy, and a new epoch must begin. */
export function hasForgotten(writtenSeq: number, lastSeq: number): boolean {
	return writtenSeq < lastSeq;
}
