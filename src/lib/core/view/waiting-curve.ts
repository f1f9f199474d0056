import { queueLength, type Floor } from '../floor.ts';
import { activeTurn, ticketState, type Step, type Ticket, type Turn } from '../ticket.ts';

/**
 * How many tickets waited at each instant of today, `times` rising, ms of hall time. Read back from the turns: a turn
 * waits from when it was opened until it was called. When a turn was opened is in the journal and not in rows, so for
 * later steps it is taken from the end before it, and for a ticket put back into its queue from its call before; what
 * was dropped without a call counts for nothing. The present figure is not taken from here but from the queues.
 */
export function waitingAt(floor: Floor, times: readonly number[]): number[] {
	const joins = new Float64Array(times.length + 1);
	for (const ticket of floor.tickets.values()) {
		if (ticket.day !== floor.day || ticket.blank) continue;
		for (const step of ticket.steps) {
			for (const turn of step.turns) {
				const from = openedAt(ticket, step, turn);
				const to = leftAt(ticket, turn);
				if (from === null || to === null || to <= from) continue;
				joins[firstAtOrAfter(times, from)]! += 1;
				joins[firstAtOrAfter(times, to)]! -= 1;
			}
		}
	}
	let waiting = 0;
	return times.map((_, i) => (waiting += joins[i]!));
}

/** Tickets that wait in a queue now. */
export function waitingNow(floor: Floor): number {
	let sum = 0;
	for (const queue of floor.queues.values()) sum += queueLength(queue);
	return sum;
}

function openedAt(ticket: Ticket, step: Step, turn: Turn): number | null {
	if (turn.origin === 'first') return ticket.issuedAt;
	if (turn.no > 0) return step.turns[turn.no - 1]?.calledAt ?? null;
	let latest: number | null = null;
	for (const other of ticket.steps) {
		if (other === step) continue;
		for (const { endedAt } of other.turns) {
			if (endedAt === null || (turn.calledAt !== null && endedAt > turn.calledAt)) continue;
			latest = Math.max(latest ?? 0, endedAt);
		}
	}
	return latest;
}

function leftAt(ticket: Ticket, turn: Turn): number | null {
	if (turn.calledAt !== null) return turn.calledAt;
	return activeTurn(ticket) === turn && ticketState(ticket) === 'waiting' ? Infinity : null;
}

/** Index of the first instant that is not before `at`; the length when there is none. */
function firstAtOrAfter(times: readonly number[], at: number): number {
	let low = 0;
	let high = times.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (times[middle]! < at) low = middle + 1;
		else high = middle;
	}
	return low;
}
