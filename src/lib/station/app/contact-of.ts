import { CONTACT_VERSION, type Contact, type Parcel } from '#lib/core/station/contact.ts';
import type { StationState } from '#lib/core/station/station.ts';
import { newId } from '#lib/live/new-id.ts';
import type { StoredOperation } from './station-store.ts';

/** Numbers that a gate asks for at a time; the hall may know better what it expects. */
const STOCK = 500;
/** A booth on a good line needs the next one only; on a bad one it lays in more. */
const MOST_LEASES = 5;
const MOST_DAYS = 10;

/** An operation as it travels. */
export function parcelOf({ seq, operation, boot, mono }: StoredOperation): Parcel {
	return { seq, operationId: operation.operationId, boot, mono, body: operation };
}

/**
 * The numbers that a gate asks for: of its day as soon as fewer than half of a stock are left, and once of each later
 * day. `days`: how many the field event has.
 */
export function numbersAsked(state: StationState, days: number): Contact['numbers'] {
	if (state.place.kind !== 'gate') return [];
	const asked: Contact['numbers'] = [];
	for (let day = state.day; day <= days && asked.length < MOST_DAYS; day++) {
		const stock = state.numbers.find((numbers) => numbers.day === day);
		const left = stock ? stock.ceiling - stock.next + 1 : 0;
		if (left * 2 >= STOCK || (stock && day > state.day)) continue;
		asked.push({ operationId: newId(), day, next: stock?.next ?? 1, size: STOCK });
	}
	return asked;
}

/** How many tickets a booth asks for; null while it has something to tell, and at a gate. */
export function leasesAsked(
	state: StationState,
	attended: boolean,
	failures: number,
	askedAt: number
): Contact['leases'] {
	if (state.place.kind !== 'booth' || state.outbox.length > 0 || !attended) return null;
	const want = Math.min(MOST_LEASES, 1 + failures);
	return { operationId: newId(), want, askedAt };
}

export interface ContactSources {
	state: StationState;
	parcels: Parcel[];
	boot: string;
	mono: number;
	packMark: string;
	days: number;
	/** Whether somebody is at the device, and how many contacts failed lately. */
	attended: boolean;
	failures: number;
	/** Whether numbers may be asked for now. */
	asksNumbers: boolean;
	device: Omit<Contact['device'], 'unsent' | 'oldest'>;
}

/** Everything that a station has to tell and to ask for, in one. */
export function contactOf(sources: ContactSources): Contact {
	const { state, parcels, boot, mono, packMark, device } = sources;
	return {
		version: CONTACT_VERSION,
		epoch: state.epoch,
		written: state.nextSeq - 1,
		boot,
		mono,
		wall: Date.now(),
		parcels,
		numbers: sources.asksNumbers ? numbersAsked(state, sources.days) : [],
		leases: leasesAsked(state, sources.attended, sources.failures, mono),
		pack: packMark,
		device: { ...device, unsent: state.outbox.length, oldest: state.outbox[0]?.at ?? null }
	};
}
