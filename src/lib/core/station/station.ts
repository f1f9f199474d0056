import type { StationPlace } from '../fact.ts';
import type { Deed, Operation } from '../operation.ts';
import { refuse, type Refusal } from '../refusal.ts';

/**
 * What a station knows and does by itself: a gate with its own numbers, a booth with tickets on lease. The same code runs
 * with and without the network; the network only shortens the wait until the hall has heard of it.
 */
export interface StationState {
	id: string;
	epoch: number;
	place: StationPlace;
	/** The day that it works on; opened by the hall, or by a visible tap while it is cut off. */
	day: number;
	nextSeq: number;
	/** What it did and the hall has not acknowledged yet, oldest first. */
	outbox: Operation[];
	numbers: NumberStock[];
	leases: HeldLease[];
	/** When (its own monotonic ms) it made the newest request of which it took the leases. */
	leasesAskedAt: number;
	/** Tickets at its seats; index 0 is seat 1. */
	seats: (Sitting | null)[];
}

export interface NumberStock {
	day: number;
	next: number;
	ceiling: number;
}

/** A ticket that only this booth may call, until its own monotonic clock says that the lease is nearly over. */
export interface HeldLease {
	ticketId: string;
	prefix: string;
	number: number;
	serviceId: string;
	people: number;
	step: number;
	turn: number;
	fence: number;
	/** Services of the ticket that were done before: one sitting gives no second result for them. */
	done: string[];
	liveUntil: number;
}

export interface Sitting {
	ticketId: string;
	/** As it is called and shown. */
	prefix: string;
	number: number;
	serviceId: string;
	people: number;
	/** Null when it was taken by hand, from a slip alone. */
	step: number | null;
	turn: number;
	fence: number;
	done: string[];
	state: 'called' | 'serving';
	calls: number;
}

/** What the shell passes with each press: id, hall time by the monotonic clock, who pressed. */
export interface Press {
	operationId: string;
	at: number;
	by: string;
}

/** A station as it begins: with empty seats, no numbers and no leases. */
export function newStation(
	id: string,
	epoch: number,
	place: StationPlace,
	day: number,
	seats: number
): StationState {
	return {
		id,
		epoch,
		place,
		day,
		nextSeq: 1,
		outbox: [],
		numbers: [],
		leases: [],
		leasesAskedAt: -Infinity,
		seats: Array.from({ length: seats }, () => null)
	};
}

/** Writes down what was done; the outbox keeps it until the hall has acknowledged it. */
export function record(state: StationState, press: Press, deed: Deed): Operation {
	const operation = { ...press, station: state.id, epoch: state.epoch, seq: state.nextSeq, deed };
	state.nextSeq++;
	state.outbox.push(operation);
	return operation;
}

/**
 * Goes on to a later day by a tap, where the hall's own word of it has not come; nothing may stand at a seat, and a gate
 * must have been granted numbers of that day. `days`: how many the field event has. Null when it is done.
 */
export function startDay(state: StationState, day: number, days: number): Refusal | null {
	if (day <= state.day || day > days) return refuse('no-such-day');
	const seat = state.seats.findIndex((sitting) => sitting !== null) + 1;
	if (seat > 0) return refuse('seat-taken', { seat });
	if (state.place.kind === 'gate' && !state.numbers.some((numbers) => numbers.day === day)) {
		return refuse('series-exhausted');
	}
	state.day = day;
	state.leases = [];
	return null;
}

/** The hall has acknowledged these, whatever came of them: they leave the outbox. */
export function acknowledged(state: StationState, operationIds: ReadonlySet<string>): void {
	state.outbox = state.outbox.filter((operation) => !operationIds.has(operation.operationId));
}
