import type { Fact } from '../fact.ts';
import type { Floor, Waiting } from '../floor.ts';
import { nextForBooth } from '../queue-order.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { stepState, ticketState, type Step, type Ticket, type Turn } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import { seatOrRefusal } from './booth.ts';
import { again, widePauseOn } from './missed.ts';
import {
	findActive,
	findCallingBooth,
	findSeated,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';

function callFact(
	ticket: Ticket,
	boothId: string,
	seat: number,
	by: 'next' | 'number' | 'without-call',
	reasonId: string | null
): Fact {
	const step = ticket.steps[ticket.active!]!;
	return {
		kind: 'called',
		ticketId: ticket.id,
		step: step.no,
		turn: step.turns.length - 1,
		boothId,
		seat,
		by,
		reasonId,
		fence: ticket.fence + 1
	};
}

/** A booth, and the seat of it that is meant; without one the lowest free seat. */
interface Into {
	boothId: string;
	seat?: number | null | undefined;
}

/** Calls the next one into a seat. The choice of who that is stands in `queue-order`. */
export function callNext(floor: Floor, wish: Into): Decision {
	const at = findCallingBooth(floor, wish.boothId);
	if (isRefusal(at)) return at;
	const seat = seatOrRefusal(at, wish.seat);
	if (isRefusal(seat)) return seat;
	const next = nextForBooth(floor, at);
	if (!next) return refuse('queue-empty', { booth: `${at.booth.number}` });
	return [callFact(ticketOf(floor, next.waiting), at.booth.id, seat, 'next', null)];
}

function ticketOf(floor: Floor, waiting: Waiting): Ticket {
	return floor.tickets.get(waiting.ticketId)!;
}

/**
 * "Gọi đủ chỗ trống": calls as many as there are free seats. Each choice must see the one before,
 * so its facts are applied before the next is asked for (see `carryOut`).
 */
export function* fillSeats(floor: Floor, wish: { boothId: string }): Generator<Decision> {
	const at = findCallingBooth(floor, wish.boothId);
	if (isRefusal(at)) return yield at;
	let free = at.booth.seats;
	while (free-- > 0) {
		const decision = callNext(floor, wish);
		yield decision;
		if (isRefusal(decision)) return;
	}
}

/** Who may be called out of turn: anyone who waits, is kept, on hold or was missed, for a service of the booth. */
function callable(
	floor: Floor,
	boothId: string,
	ticketId: string
): { ticket: Ticket; step: Step; turn: Turn } | Refusal {
	const found = findActive(floor, ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	const ticketNumber = numberOf(ticket);
	if (ticket.day !== floor.day) return refuse('ticket-over', { ticket: ticketNumber });
	const state = ticketState(ticket);
	if (state === 'called' || state === 'serving') {
		const there = floor.booths.get(turn.boothId ?? '');
		return refuse(turn.boothId === boothId ? 'already-there' : 'at-another-booth', {
			ticket: ticketNumber,
			booth: there ? `${there.booth.number}` : ''
		});
	}
	const leased = leasedAway(floor, ticket, boothId);
	if (leased) return leased;
	if (turn.boothOnly && turn.boothOnly !== boothId && stepState(step) === 'held') {
		const there = floor.booths.get(turn.boothOnly);
		return refuse('kept-for-another-booth', {
			ticket: ticketNumber,
			booth: there ? `${there.booth.number}` : ''
		});
	}
	if (!floor.booths.get(boothId)?.booth.services.includes(step.serviceId)) {
		return refuse('wrong-service', { ticket: ticketNumber });
	}
	return found;
}

function callThis(
	floor: Floor,
	{ boothId, ticketId, seat: asked }: Into & { ticketId: string },
	by: 'number' | 'without-call',
	reasonId: string | null,
	context: Context
): Decision {
	const at = findCallingBooth(floor, boothId);
	if (isRefusal(at)) return at;
	const found = callable(floor, boothId, ticketId);
	if (isRefusal(found)) return found;
	const seat = seatOrRefusal(at, asked);
	if (isRefusal(seat)) return seat;
	const facts: Fact[] = [];
	const { ticket, step, turn } = found;
	const missed = turn.state === 'no-show';
	if (missed) facts.push(again(found, context.operationId, {}));
	const call = callFact(ticket, boothId, seat, by, reasonId) as Extract<Fact, { kind: 'called' }>;
	facts.push({ ...call, turn: step.turns.length - (missed ? 0 : 1) });
	return facts;
}

/** Calls one number, typed or scanned, with a reason. */
export function call(floor: Floor, wish: WishOf<'call'>, context: Context): Decision {
	return callThis(floor, wish, 'number', wish.reasonId, context);
}

/** Serves someone who stands at the booth without a call: nothing is shown or spoken. */
export function serve(floor: Floor, wish: WishOf<'serve'>, context: Context): Decision {
	const facts = callThis(floor, wish, 'without-call', null, context);
	if (isRefusal(facts)) return facts;
	const call = facts[facts.length - 1] as Extract<Fact, { kind: 'called' }>;
	const { ticketId, step, turn } = call;
	return [...facts, { kind: 'started', ticketId, step, turn, seatedAt: null }];
}

/** Calls again; past the set number of calls it becomes a no-show instead. */
export function recall(floor: Floor, wish: WishOf<'recall'>): Decision {
	const found = findSeated(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	if (turn.state !== 'called') return refuse('not-called', { ticket: numberOf(ticket) });
	const named = { ticketId: ticket.id, step: step.no, turn: turn.no };
	if (turn.calls >= floor.rules.callsBeforeNoShow) {
		if (widePauseOn(floor, found)) return refuse('paused', { ticket: numberOf(ticket) });
		return [{ kind: 'missed', ...named }];
	}
	return [{ kind: 'recalled', ...named, calls: turn.calls + 1 }];
}

/** Nobody is missed while the hall itself stands still: whoever was called can be returned to the queue. */
export function noShow(floor: Floor, wish: WishOf<'no-show'>): Decision {
	const found = findSeated(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	if (turn.state !== 'called') return refuse('not-called', { ticket: numberOf(ticket) });
	if (widePauseOn(floor, found)) return refuse('paused', { ticket: numberOf(ticket) });
	return [{ kind: 'missed', ticketId: ticket.id, step: step.no, turn: turn.no }];
}
