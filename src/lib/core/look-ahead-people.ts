import type { Lane } from './catalogue.ts';
import type { Floor, Waiting } from './floor.ts';
import { stepIsOver, turnOf, type Ticket } from './ticket.ts';

/** Somebody in the copy of the queues on which the rest of a day happens (`look-ahead.ts`). */
export interface Traveller {
	lane: Lane;
	waitedMs: number;
	steps: { serviceId: string; people: number; over: boolean }[];
	waiting: Waiting;
	serviceId: string;
}

/** As many of the last tickets tell what the next people will want. */
const LAST_TICKETS = 200;

/** Today's last tickets: what those who are still to come will want, they wanted. */
export function lastTickets(floor: Floor): Ticket[] {
	return [...floor.tickets.values()]
		.filter((t) => t.day === floor.day && !t.blank && !t.cancelled)
		.slice(-LAST_TICKETS);
}

/** Who stands in a queue or sits in a seat, with the steps that are left. */
export function travellerOf(ticket: Ticket, waiting: Waiting, serviceId: string): Traveller {
	const steps = ticket.steps.map((step) => ({
		serviceId: step.serviceId,
		people: step.people,
		over: stepIsOver(step)
	}));
	const waitedMs = ticket.steps.reduce((sum, step) => {
		const turn = turnOf(step);
		const over = stepIsOver(step) && turn?.calledAt;
		return over ? sum + Math.max(0, turn.calledAt! - turn.dueAt) : sum;
	}, 0);
	return { lane: ticket.lane, waitedMs, steps, waiting, serviceId };
}

/** Who is still to come, for the same things as somebody who came. */
export function newcomer(like: Ticket, at: number, n: number): Traveller {
	const steps = like.steps.map(({ serviceId, people }) => ({ serviceId, people, over: false }));
	// Behind everybody of the same instant: no gate has such letters.
	const place = { ticketId: `comes-${n}`, day: like.day, prefix: '~', number: n };
	const waiting = { ...place, dueAt: at, rankAt: at, people: like.party };
	return { lane: like.lane, waitedMs: 0, steps, waiting, serviceId: '' };
}
