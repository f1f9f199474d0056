import type { Lane } from '../catalogue.ts';
import type { Result, StationPlace } from '../fact.ts';
import type { Grant } from '../floor.ts';
import { holderOf, type Deed, type Operation } from '../operation.ts';
import type { PreCheckAnswer } from '../pre-check.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { TicketBrief } from '../brief.ts';

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

/** The share of a lease after which a booth calls no more on it: the rest is for clocks and for the way. */
export const LEASE_SHARE = 0.7;

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

function record(state: StationState, press: Press, deed: Deed): Operation {
	const operation = { ...press, station: state.id, epoch: state.epoch, seq: state.nextSeq, deed };
	state.nextSeq++;
	state.outbox.push(operation);
	return operation;
}

/** Gives the next number of the station's own stock; refused when the stock is used up, and paper begins. */
export function giveTicket(
	state: StationState,
	ticket: {
		ticketId: string;
		lane: Lane;
		party: number;
		services: { serviceId: string; people: number }[];
		/** As `checkedJourney` gave them beside the services. */
		answers?: PreCheckAnswer[];
		first?: string | null;
	},
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	const stock = state.numbers.find((numbers) => numbers.day === state.day);
	if (!stock || stock.next > stock.ceiling) {
		return refuse('series-exhausted', stock && { limit: stock.ceiling });
	}
	const { gateId, prefix } = state.place;
	return record(state, press, {
		kind: 'issued',
		...ticket,
		gateId,
		day: state.day,
		prefix,
		number: stock.next++,
		maker: holderOf(state.id, state.epoch),
		provisional: false
	});
}

export function countVisitors(
	state: StationState,
	count: number,
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	const { gateId } = state.place;
	return record(state, press, { kind: 'visitors-counted', gateId, day: state.day, count });
}

/** Takes back a count of visitors that this gate made, by its operation. */
export function takeBackVisitors(
	state: StationState,
	counted: string,
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	return record(state, press, { kind: 'visitors-taken-back', gateId: state.place.gateId, counted });
}

/** Takes back the numbers of one press of this gate, by their tickets: nobody holds them, and they are not given again. */
export function takeBackNumbers(
	state: StationState,
	ticketIds: string[],
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'gate') return refuse('no-such-gate');
	const { gateId } = state.place;
	return record(state, press, { kind: 'numbers-taken-back', gateId, ticketIds });
}

/** Calls the next ticket on lease into a seat; refused when no lease is live any more: then work goes on by hand. */
export function callLeased(
	state: StationState,
	seat: number,
	mono: number,
	press: Press
): Operation | Refusal {
	if (state.place.kind !== 'booth') return refuse('no-such-booth');
	if (state.seats[seat - 1] !== null) return refuse('seat-taken', { seat });
	const at = state.leases.findIndex((lease) => lease.liveUntil > mono);
	const lease = state.leases[at];
	if (!lease) return refuse('queue-empty');
	state.leases.splice(at, 1);
	const { ticketId, prefix, number, serviceId, people, step, turn, fence, done } = lease;
	state.seats[seat - 1] = {
		ticketId,
		prefix,
		number,
		serviceId,
		people,
		step,
		turn,
		fence,
		done,
		state: 'called',
		calls: 1
	};
	const { boothId } = state.place;
	return record(state, press, {
		kind: 'called',
		ticketId,
		serviceId,
		step,
		turn,
		fence,
		boothId,
		seat
	});
}

/** A slip as a booth reads it from its signed link: enough to serve whoever holds it. */
export interface Slip {
	ticketId: string;
	gateId: string;
	day: number;
	prefix: string;
	number: number;
	/** Who gave the number; the shell has checked the signature. */
	maker: string;
}

/** Serves whoever stands here with a slip, without a lease: nothing is called, and the hall hears of it later. */
export function serveByHand(
	state: StationState,
	slip: Slip,
	serviceId: string,
	seat: number,
	press: (part: number) => Press
): Operation[] | Refusal {
	if (state.place.kind !== 'booth') return refuse('no-such-booth');
	if (state.seats[seat - 1] !== null) return refuse('seat-taken', { seat });
	if (state.seats.some((sitting) => sitting?.ticketId === slip.ticketId)) {
		return refuse('already-there');
	}
	const where = { ticketId: slip.ticketId, serviceId, step: null, turn: 0, fence: 0 };
	const { prefix, number } = slip;
	const sitting = { ...where, prefix, number, people: 1, done: [] };
	state.seats[seat - 1] = { ...sitting, state: 'serving', calls: 0 };
	// Whoever sits here already is not called any more.
	state.leases = state.leases.filter((lease) => lease.ticketId !== slip.ticketId);
	const { boothId } = state.place;
	return [
		record(state, press(0), {
			kind: 'issued',
			...slip,
			provisional: true,
			lane: 'regular',
			party: 1,
			services: [{ serviceId, people: 1 }]
		}),
		record(state, press(1), { kind: 'started', ...where, boothId, seat })
	];
}

function seated(state: StationState, seat: number) {
	const sitting = state.seats[seat - 1];
	if (state.place.kind !== 'booth' || !sitting) return null;
	const { ticketId, serviceId, step, turn, fence } = sitting;
	const { boothId } = state.place;
	return { sitting, named: { ticketId, serviceId, step, turn, fence, boothId } };
}

export function callAgain(state: StationState, seat: number, press: Press): Operation | Refusal {
	const here = seated(state, seat);
	if (here?.sitting.state !== 'called') return refuse('not-called');
	here.sitting.calls++;
	return record(state, press, { kind: 'recalled', ...here.named, calls: here.sitting.calls });
}

export function miss(state: StationState, seat: number, press: Press): Operation | Refusal {
	const here = seated(state, seat);
	if (here?.sitting.state !== 'called') return refuse('not-called');
	state.seats[seat - 1] = null;
	return record(state, press, { kind: 'missed', ...here.named });
}

export function begin(state: StationState, seat: number, press: Press): Operation | Refusal {
	const here = seated(state, seat);
	if (here?.sitting.state !== 'called') return refuse('not-called');
	here.sitting.state = 'serving';
	return record(state, press, { kind: 'started', ...here.named, seat });
}

export function end(
	state: StationState,
	seat: number,
	results: Result[],
	press: Press
): Operation | Refusal {
	const here = seated(state, seat);
	if (!here) return refuse('not-called');
	if (!results.some((result) => result.serviceId === here.named.serviceId)) {
		return refuse('result-missing');
	}
	if (results.some((result) => here.sitting.done.includes(result.serviceId))) {
		return refuse('already-there');
	}
	state.seats[seat - 1] = null;
	return record(state, press, { kind: 'ended', ...here.named, results });
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

/** Takes the numbers that the hall has granted this epoch for a day; what was given already stays given. */
export function takeNumbers(state: StationState, day: number, grant: Omit<Grant, 'holder'>): void {
	const stock = state.numbers.find((numbers) => numbers.day === day);
	if (!stock) state.numbers.push({ day, next: grant.from, ceiling: grant.to });
	else stock.ceiling = Math.max(stock.ceiling, grant.to);
}

/**
 * Takes the tickets on lease, as the answer to a request made at `askedAt` tells them: the lease is counted from then, so
 * that a slow answer only makes it shorter. An answer to an older request than the last one taken says nothing new.
 */
export function takeLeases(
	state: StationState,
	briefs: readonly TicketBrief[],
	askedAt: number,
	leaseMs: number
): void {
	if (askedAt <= state.leasesAskedAt) return;
	state.leasesAskedAt = askedAt;
	const holder = holderOf(state.id, state.epoch);
	const here = new Set(state.seats.map((sitting) => sitting?.ticketId));
	state.leases = briefs.flatMap((brief) => {
		const step = brief.active === null ? undefined : brief.steps[brief.active];
		if (!step || brief.lease?.holder !== holder || here.has(brief.id)) return [];
		return [
			{
				ticketId: brief.id,
				prefix: brief.prefix,
				number: brief.number,
				serviceId: step.serviceId,
				people: step.people,
				step: step.no,
				turn: step.turn ?? 0,
				fence: brief.lease.fence,
				done: brief.steps.filter((s) => s.state === 'ended').map((s) => s.serviceId),
				liveUntil: askedAt + leaseMs * LEASE_SHARE
			}
		];
	});
}
