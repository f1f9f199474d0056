import { queueOf, waitingOf, type Floor, type Queue, type Waiting } from '../floor.ts';
import { aheadFrom } from '../place.ts';
import { placeCounts } from '../queue-order.ts';
import { refuse } from '../refusal.ts';
import { stepState, ticketState, type Ticket } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import {
	findActive,
	findTicket,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';
import { nextTurn } from './turn.ts';

/** How often a ticket has stepped back; what was undone before the next call does not count. */
export function steppedBack(ticket: Pick<Ticket, 'steps'>): number {
	let times = 0;
	for (const { turns } of ticket.steps) {
		for (const turn of turns) {
			const undone = turn.calledAt === null && turns[turn.no + 1]?.origin === 'undo';
			if (turn.origin === 'step-back' && !undone) times++;
		}
	}
	return times;
}

/**
 * "Xin lùi lượt": the next few go first. When a waiting citizen fell due stays as it was; only the place changes, and
 * nobody else's becomes worse. Refused when nobody stands behind, and past the times that the rules allow.
 */
export function stepBack(floor: Floor, wish: WishOf<'step-back'>, context: Context): Decision {
	const found = findActive(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	const number = numberOf(ticket);
	if (stepState(step) !== 'waiting') return refuse('not-waiting', { ticket: number });
	if (ticket.day !== floor.day) return refuse('ticket-over', { ticket: number });
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	const { stepBackTimes: limit } = floor.rules;
	if (steppedBack(ticket) >= limit) return refuse('step-back-spent', { ticket: number, limit });
	const queue = queueOf(floor, step.serviceId);
	const waiting = waitingOf(ticket, turn, step.people);
	const rankAt =
		turn.boothOnly === null
			? rankBehind(floor, queue, waiting, ticket.lane)
			: rankInList(queue.kept.get(turn.boothOnly), waiting, floor.rules.stepBackBehind);
	if (rankAt === null) return refuse('nobody-behind', { ticket: number });
	return [
		nextTurn(ticket, step, context.operationId, {
			origin: 'step-back',
			dueAt: turn.dueAt,
			rankAt,
			boothOnly: turn.boothOnly
		})
	];
}

/** The place behind the next few of one list; null when nobody follows. */
function rankInList(
	list: { rank(item: Waiting): number; at(rank: number): Waiting | undefined } | undefined,
	waiting: Waiting,
	behind: number
): number | null {
	if (!list) return null;
	const from = list.rank(waiting) + 1;
	let last: Waiting | undefined;
	for (let i = from; i < from + behind; i++) last = list.at(i) ?? last;
	return last ? last.rankAt + 1 : null;
}

/**
 * The first place at which as many more as the rules say would be called before, both lanes together, or the best that
 * there is; null when nobody would be.
 */
function rankBehind(
	floor: Floor,
	queue: Queue,
	waiting: Waiting,
	lane: Ticket['lane']
): number | null {
	const { stepBackBehind: behind, priorityHeadStartMs } = floor.rules;
	const own = queue.lanes[lane];
	const mine = own.rank(waiting);
	const counts = placeCounts(floor, queue, waiting, lane);
	const before = aheadFrom(counts);
	const ranks: number[] = [];
	for (let i = mine + 1; i <= mine + behind; i++) {
		const other = own.at(i);
		if (other) ranks.push(other.rankAt + 1);
	}
	if (lane === 'priority') {
		// Few stand in this lane: past the head start the regular ones go first as well.
		const across = before - counts.kept - counts.own;
		for (let i = across; i < across + behind; i++) {
			const other = queue.lanes.regular.at(i);
			if (other) ranks.push(other.rankAt + priorityHeadStartMs + 1);
		}
	}
	let best: number | null = null;
	let most = 0;
	for (const rankAt of ranks.sort((a, b) => a - b)) {
		const there = placeCounts(floor, queue, { ...waiting, rankAt }, lane);
		// Counted while it still stands at its old place, before the new one.
		const gone = aheadFrom({ ...there, own: there.own - 1 }) - before;
		if (gone > most) [best, most] = [rankAt, gone];
		if (gone >= behind) break;
	}
	return best;
}

/**
 * "Tôi không chờ nữa": what is still due ends without a result, and the ticket as incomplete; it goes on counting,
 * because its people came. Whoever is being served is ended by the officer.
 */
export function leave(floor: Floor, wish: WishOf<'leave'>): Decision {
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	if (ticketState(ticket) === 'serving') return refuse('not-waiting', { ticket: numberOf(ticket) });
	if (ticket.active === null || ticket.day !== floor.day) {
		return refuse('ticket-over', { ticket: numberOf(ticket) });
	}
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	return [{ kind: 'left', ticketId: ticket.id }];
}
