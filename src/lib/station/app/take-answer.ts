import type { ContactAnswer } from '#lib/core/station/contact.ts';
import { takeLeases } from '#lib/core/station/booth.ts';
import { takeNumbers } from '#lib/core/station/gate.ts';
import { acknowledged, type StationState } from '#lib/core/station/station.ts';
import type { StoredOperation } from './station-store.ts';

/**
 * What the hall's answer makes of a station: what it did since stays done, on top of it. `forgotten` are operations that
 * the hall has to be told once more; they go before everything else.
 * @returns the state after it, and the operations that were acknowledged
 */
export function taken(
	state: StationState,
	open: ReadonlyMap<string, StoredOperation>,
	answer: ContactAnswer,
	forgotten: readonly StoredOperation[]
): { draft: StationState; heard: StoredOperation[] } {
	const heard = answer.acknowledgements.flatMap((acknowledgement): StoredOperation[] => {
		const stored = open.get(acknowledgement.operationId);
		if (!stored) return [];
		const { open: _open, ...rest } = stored;
		return [{ ...rest, acknowledgement }];
	});
	const draft: StationState = structuredClone({ ...state, outbox: [] });
	draft.outbox = state.outbox;
	if (heard.length > 0) {
		acknowledged(draft, new Set(heard.map(({ operation }) => operation.operationId)));
	}
	if (forgotten.length > 0) {
		const again = forgotten.map(({ operation }) => operation);
		draft.outbox = [...again, ...draft.outbox].sort((a, b) => a.seq - b.seq);
	}
	if (answer.closed) {
		draft.leases = [];
		return { draft, heard };
	}
	const idle = draft.seats.every((sitting) => sitting === null);
	if (answer.day > draft.day && idle) {
		draft.day = answer.day;
		draft.leases = [];
	}
	const grants = [...answer.grants].sort((a, b) => a.from - b.from);
	for (const { day, ...grant } of grants) takeNumbers(draft, day, grant);
	if (answer.leases) {
		const { tickets, askedAt, leaseMs } = answer.leases;
		takeLeases(draft, tickets, askedAt, leaseMs);
	}
	return { draft, heard };
}
