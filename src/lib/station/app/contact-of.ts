import {
	CONTACT_VERSION,
	type BoothStanding,
	type Contact,
	type Parcel
} from '#lib/core/station/contact.ts';
import type { StationState } from '#lib/core/station/station.ts';
import { newId } from '#lib/live/new-id.ts';
import { restToTell, type RestSaid } from './rest.ts';
import type { StoredOperation } from './station-store.ts';

/** The hall knows better how many numbers a gate may need; this is said where it does not. */
const STOCK = 500;
/** A booth on a good line needs the next one only; on a bad one it lays in more. */
const MOST_LEASES = 5;
/** A lease that has not more than this before it (real ms) is renewed. */
const RENEWED_MS = 60_000;
const MOST_DAYS = 10;

/** An operation as it travels. */
export function parcelOf({ seq, operation, boot, mono }: StoredOperation): Parcel {
	return { seq, operationId: operation.operationId, boot, mono, body: operation };
}

/**
 * The numbers that a gate asks for: of its day each time, for the hall says when a stock is too small, and of each later
 * day until it has some. `days`: how many the field event has.
 */
export function numbersAsked(state: StationState, days: number): Contact['numbers'] {
	if (state.place.kind !== 'gate') return [];
	const asked: Contact['numbers'] = [];
	for (let day = state.day; day <= days && asked.length < MOST_DAYS; day++) {
		const stock = state.numbers.find((numbers) => numbers.day === day);
		if (stock && day > state.day) continue;
		asked.push({ operationId: newId(), day, next: stock?.next ?? 1, size: STOCK });
	}
	return asked;
}

/**
 * How many tickets a booth asks for: none once it was left; null while it has something to tell, where nobody works or waits, and as long as
 * what it holds is enough and fresh. On a bad line it lays in more.
 */
export function leasesAsked(sources: ContactSources): Contact['leases'] {
	const { state, mono: askedAt, line } = sources;
	if (state.place.kind !== 'booth' || state.outbox.length > 0) return null;
	if (sources.rest.rest?.kind === 'left') return { operationId: newId(), want: 0, askedAt };
	if (!line.attended) return null;
	const want = Math.min(MOST_LEASES, 1 + line.failures);
	const fresh = state.leases.filter(({ liveUntil }) => liveUntil - askedAt > RENEWED_MS);
	if (fresh.length >= want || (!line.isWaitedFor && state.leases.length === 0)) return null;
	return { operationId: newId(), want, askedAt };
}

export interface ContactSources {
	state: StationState;
	parcels: Parcel[];
	boot: string;
	/** The run of the device before this one, where it is known. */
	after: string | undefined;
	mono: number;
	packMark: string;
	days: number;
	rest: RestSaid;
	/** How the hall has the booth, as it told last. */
	booth: BoothStanding | null | undefined;
	line: {
		/** Somebody is at the device. */
		attended: boolean;
		/** Contacts that failed lately. */
		failures: number;
		/** Somebody waits for one of the booth's services, as far as is known. */
		isWaitedFor: boolean;
		/** Numbers may be asked for now. */
		asksNumbers: boolean;
	};
	device: Omit<Contact['device'], 'unsent' | 'oldest'>;
}

/** Everything that a station has to tell and to ask for, in one. */
export function contactOf(sources: ContactSources): Contact {
	const { state, parcels, boot, after, mono, packMark, device } = sources;
	// The hall must know that nobody sits there any more before it hears that the booth was left.
	const rest =
		state.outbox.length === 0
			? restToTell(sources.rest, sources.booth, sources.line.attended)
			: undefined;
	return {
		version: CONTACT_VERSION,
		epoch: state.epoch,
		written: state.nextSeq - 1,
		boot,
		...(after !== undefined && { after }),
		mono,
		wall: Date.now(),
		parcels,
		numbers: sources.line.asksNumbers ? numbersAsked(state, sources.days) : [],
		leases: leasesAsked(sources),
		...(rest !== undefined && { rest }),
		pack: packMark,
		device: { ...device, unsent: state.outbox.length, oldest: state.outbox[0]?.at ?? null }
	};
}
