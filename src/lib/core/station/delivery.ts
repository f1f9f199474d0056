import type { Operation } from '../operation.ts';

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
 * Sorts what a station sends. Only an unbroken sequence is admitted: what comes after a gap waits for the next delivery,
 * because it may speak of what the gap holds. `lastSeq` is the last one admitted of this epoch.
 */
export function sortDelivery(
	operations: readonly Operation[],
	lastSeq: number,
	isKnown: (operationId: string) => boolean
): SortedDelivery {
	const sorted: SortedDelivery = { fresh: [], again: [], forked: [] };
	let expected = lastSeq + 1;
	for (const operation of [...operations].sort((a, b) => a.seq - b.seq)) {
		if (isKnown(operation.operationId)) sorted.again.push(operation);
		else if (operation.seq < expected) sorted.forked.push(operation);
		else if (operation.seq === expected) {
			sorted.fresh.push(operation);
			expected++;
		}
	}
	return sorted;
}

/** Whether a station has forgotten what it said before: its store is an old copy, and a new epoch must begin. */
export function hasForgotten(writtenSeq: number, lastSeq: number): boolean {
	return writtenSeq < lastSeq;
}
