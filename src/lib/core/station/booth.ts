import type { TicketBrief } from '../brief.ts';
import type { Result } from '../fact.ts';
import { holderOf, type Operation } from '../operation.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Slip } from './read-slip.ts';
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
	const { liveUntil: _over, ...ticket } = lease;
	state.seats[seat - 1] = { ...ticket, state: 'called', calls: 1 };
	const { ticketId, serviceId, step, turn, fence } = ticket;
	const { boothId } = state.place;
	const named = { ticketId, serviceId, step, turn, fence, boothId };
	return record(state, press, { kind: 'called', ...named, seat });
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

/** Who sits at a seat of this booth, and how an operation names that sitting; null for an empty seat. */
function seated(state: StationState, seat: number) {
	const sitting = state.seats[seat - 1];
	if (state.place.kind !== 'booth' || !sitting) return null;
	const { ticketId, serviceId, step, turn, fence } = sitting;
	const { boothId } = state.place;
	return { sitting, named: { ticketId, serviceId, step, turn, fence, boothId } };
}

/** Calls once more whoever was called to this seat and has not come. */
export function callAgain(state: StationState, seat: number, press: Press): Operation | Refusal {
	const here = seated(state, seat);
	if (here?.sitting.state !== 'called') return refuse('not-called');
	here.sitting.calls++;
	return record(state, press, { kind: 'recalled', ...here.named, calls: here.sitting.calls });
}

/** Whoever was called has not come: the seat is free again. */
export function miss(state: StationState, seat: number, press: Press): Operation | Refusal {
	const here = seated(state, seat);
	if (here?.sitting.state !== 'called') return refuse('not-called');
	state.seats[seat - 1] = null;
	return record(state, press, { kind: 'missed', ...here.named });
}

/** Whoever was called is here: serving begins. */
export function begin(state: StationState, seat: number, press: Press): Operation | Refusal {
	const here = seated(state, seat);
	if (here?.sitting.state !== 'called') return refuse('not-called');
	here.sitting.state = 'serving';
	return record(state, press, { kind: 'started', ...here.named, seat });
}

/**
 * Ends a sitting with its results; refused without one for its own service, or with one for a service that the ticket had
 * done before.
 */
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
