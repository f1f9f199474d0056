import type { Fact } from '../fact.ts';
import type { Floor } from '../floor.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { ticketState, type PutOff, type Ticket } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import {
	findTicket,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';
import { issued, oneByOne, printSheets } from './gate.ts';

/** The ticket, when its people still wait for something today and nobody is about to serve them: who may be put off. */
export function waitingStill(floor: Floor, ticketId: string): Ticket | Refusal {
	const ticket = findTicket(floor, ticketId);
	if (isRefusal(ticket)) return ticket;
	const state = ticketState(ticket);
	if (state === 'called' || state === 'serving') {
		return refuse('not-waiting', { ticket: numberOf(ticket) });
	}
	if (ticket.active === null || ticket.day !== floor.day) {
		return refuse('ticket-over', { ticket: numberOf(ticket) });
	}
	return leasedAway(floor, ticket, null) ?? ticket;
}

/**
 * "Hẹn lại": whoever cannot be served in time is sent to the commune police, or gets a number of a later day, linked to
 * the old one, with which they come before new arrivals. What was still due today ends without a result.
 * Who is called or served meanwhile is left out; refused only when that leaves nobody.
 */
export function putOff(floor: Floor, wish: WishOf<'put-off'>): Decision {
	if (floor.status === 'closed') return refuse('field-event-closed');
	const { to, tickets } = wish;
	if (to.place === 'day' && to.day <= floor.day) return refuse('no-such-day');
	const nextIds = new Map(tickets.map(({ ticketId, nextId }) => [ticketId, nextId]));
	const found = [...nextIds.keys()].map((id) => waitingStill(floor, id));
	const going = found.filter((each): each is Ticket => !isRefusal(each));
	if (going.length === 0) return found.find(isRefusal) ?? refuse('no-such-ticket');
	going.sort((a, b) => a.issuedAt - b.issuedAt || a.number - b.number);
	const leaves = (where: (ticket: Ticket) => PutOff): Fact[] =>
		going.map((ticket) => ({ kind: 'left', ticketId: ticket.id, putOff: where(ticket) }));
	if (to.place === 'police') return leaves(() => ({ to: 'police' }));
	const { day, gateId } = to;
	const next = (ticket: Ticket) => nextIds.get(ticket.id)!;
	const ticketIds = going.map(next);
	if (new Set(ticketIds).size < ticketIds.length) return refuse('ticket-exists');
	const sheets = printSheets(floor, { kind: 'print-sheets', gateId, day, ticketIds });
	if (isRefusal(sheets)) return sheets;
	return [...sheets, ...leaves((ticket) => ({ to: 'day', day, ticketId: next(ticket) }))];
}

/**
 * The numbers promised for the day that opens, given to whoever was put off to it, in the order in which they had waited:
 * nobody new can stand before them. What they had not come to is what they wait for; a service withdrawn since is left out.
 */
export function promised(floor: Floor, day: number, context: Context): Fact[] {
	const due = [...floor.tickets.values()].flatMap((ticket) => {
		if (ticket.putOff?.to !== 'day' || ticket.putOff.day !== day) return [];
		const blank = floor.tickets.get(ticket.putOff.ticketId);
		const services = ticket.steps
			.filter((step) => step.closed === 'left' && !floor.services.get(step.serviceId)?.withdrawn)
			.map(({ serviceId, people }) => ({ serviceId, people }));
		return blank?.blank && services.length > 0 ? [{ ticket, blank, services }] : [];
	});
	return due.map(({ ticket, blank, services }, i) => {
		const { id, prefix, number, gateId } = blank;
		const journey = { services, lane: ticket.lane, party: ticket.party };
		const dueAt = oneByOne(context.at, due.length, i);
		const gate = { id: gateId, prefix };
		const sheet = { fromSheet: true, dueAt };
		return {
			...issued(floor, gate, id, number, day, journey, context, sheet),
			follows: ticket.id
		};
	});
}
