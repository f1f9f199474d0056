import type { TicketBrief } from '../brief.ts';
import type { Result } from '../fact.ts';
import { holderOf, type Operation } from '../operation.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { record, type Press, type StationState } from './station.ts';

/** The share of a lease after which a booth calls no more on it: the rest is for clocks and for the way. */
export const LEASE_SHARE = 0.7;

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
