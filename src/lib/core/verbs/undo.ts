import type { Fact } from '../fact.ts';
import type { Floor } from '../floor.ts';
import { refuse } from '../refusal.ts';
import type { Ticket, Undoable } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import { leasedAway, numberOf, type Context, type Decision } from './context.ts';
import { nextTurn } from './turn.ts';

/**
 * Takes back the last operation on a ticket, while its next step has not been called.
 * The ticket comes back to the same seat, or, when that is taken, to the head of the queue for that booth;
 * what was counted falls at the same clock. Later only a correction is possible.
 */
export function undo(floor: Floor, wish: WishOf<'undo'>, context: Context): Decision {
	const visitors = floor.visitors.get(wish.operationId);
	if (visitors) {
		if (!visitors.applied) return refuse('nothing-to-undo');
		return [{ kind: 'undone', operationId: wish.operationId, ticketId: null, what: 'visitors' }];
	}
	const tickets = ticketsOf(floor, wish.operationId);
	if (tickets.length === 0)
		return refuse(wasApplied(floor, wish.operationId) ? 'undo-too-late' : 'nothing-to-undo');
	// A ticket of an earlier day stands in no queue: it could come back to a seat, and then go nowhere.
	if (tickets.some((ticket) => ticket.day !== floor.day)) return refuse('undo-too-late');
	const over = (ticket: Ticket) => ticket.cancelled || ticket.undoable!.kind === 'leave';
	if (floor.status === 'closed' && tickets.some(over)) return refuse('field-event-closed');
	const leased = tickets.map((ticket) => leasedAway(floor, ticket, null)).find(Boolean);
	if (leased) return leased;
	// "Finish and call next" is one operation: the call goes first, so that its seat is free for whoever comes back to it.
	const called = tickets.filter((ticket) => ticket.undoable!.kind === 'call');
	const rest = tickets.filter((ticket) => ticket.undoable!.kind !== 'call');
	const leaving = new Set(called.map((ticket) => ticket.id));
	return [...called, ...rest].flatMap((ticket) =>
		undoOn(floor, ticket, ticket.undoable!, context, leaving)
	);
}

function ticketsOf(floor: Floor, operationId: string): Ticket[] {
	// Only tickets touched lately can be undone, and those are the youngest of the map: look from the end
	// would need an index of its own; the scan is 2 ms at 20,000 tickets and an undo is rare.
	const found: Ticket[] = [];
	for (const ticket of floor.tickets.values()) {
		if (ticket.undoable?.operationId === operationId) found.push(ticket);
	}
	return found;
}

function wasApplied(floor: Floor, operationId: string): boolean {
	for (const recorded of floor.recorded.values()) {
		if (recorded.operationId === operationId && recorded.applied) return true;
	}
	return false;
}

function undoOn(
	floor: Floor,
	ticket: Ticket,
	last: Undoable,
	context: Context,
	leaving: ReadonlySet<string>
): Fact[] {
	const undone: Fact = {
		kind: 'undone',
		operationId: last.operationId,
		ticketId: ticket.id,
		what: last.kind
	};
	if (last.kind === 'issue') return [undone, { kind: 'cancelled', ticketId: ticket.id }];
	const step = ticket.steps[last.step]!;
	const turn = step.turns[last.turn]!;
	const seats = last.boothId ? floor.booths.get(last.boothId)?.seats : undefined;
	const holder = last.seat && seats ? seats[last.seat - 1] : undefined;
	const free =
		last.seat !== null &&
		(holder === null || holder === ticket.id || (holder !== undefined && leaving.has(holder)));
	const back = (wanted: 'waiting' | 'called' | 'serving', rankAt = turn.dueAt) => {
		const named = { origin: 'undo', dueAt: turn.dueAt, rankAt } as const;
		const { boothId, seat } = last;
		if (wanted === 'waiting') return nextTurn(ticket, step, context.operationId, named);
		const to = free ? { state: wanted, boothId, seat } : { boothOnly: boothId };
		return nextTurn(ticket, step, context.operationId, { ...named, ...to });
	};
	switch (last.kind) {
		case 'cancel':
		case 'leave':
			// How it stood was kept; only a seat is not, so whoever was called goes back to the place by time.
			return turn.state === 'called' ? [undone, back('waiting')] : [undone];
		case 'step-back':
			return [
				undone,
				{ ...back('waiting', step.turns[turn.no - 1]?.rankAt), boothOnly: turn.boothOnly }
			];
		case 'call':
			return [undone, back('waiting')];
		case 'no-show':
		case 'start':
			return [undone, back('called')];
		case 'finish':
			return [undone, back('serving')];
		case 'record':
			return [undone];
		case 'send':
		case 'hold':
			return [undone, last.boothId ? back('serving') : back('waiting')];
		default:
			throw new Error(`nothing undoes ${last.kind satisfies never} on ${numberOf(ticket)}`);
	}
}
