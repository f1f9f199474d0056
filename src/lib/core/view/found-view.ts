import type { Half } from '../catalogue.ts';
import { briefOf, type TicketBrief } from '../brief.ts';
import { ticketByNumber, ticketByToken, type Floor } from '../floor.ts';
import { ticketState, TURN_STATES, type Ticket, type TicketState } from '../ticket.ts';
import { breaksBetween } from '../wait-range.ts';
import { numberText } from './hall-view.ts';
import { phoneView, type PhoneState } from './phone-view.ts';

/** What is known of a ticket that somebody looks for. */
export type Sought =
	/** The token of a link, from a QR code. */
	| { by: 'token'; token: string }
	| { by: 'number'; prefix: string; number: number; day: number }
	/** A number whose letter was left out: every series is looked at. */
	| { by: 'digits'; number: number; day: number }
	/** A lost slip: when (hall time in ms, a quarter of an hour from there), where and what for, as far as remembered. */
	| {
			by: 'circumstances';
			day: number;
			from: number | null;
			gateId: string | null;
			serviceId: string | null;
			state: TicketState | null;
	  };

/** A ticket as staff see it who were asked "where do I stand?". */
export interface FoundTicket {
	number: string;
	brief: TicketBrief;
	/** The link that was scanned was replaced by a reprint: the paper in hand is the old one. */
	oldPaper: boolean;
	/** Place, range, booths, steps: what the citizen's own page says. */
	seen: PhoneState;
	/** Breaks that lie before the end of its range. */
	breaks: Half[];
	gateName: string;
}

export const QUARTER_MS = 15 * 60_000;
/** A list longer than this helps nobody to find a lost slip. */
export const MOST_FOUND = 60;

export const TICKET_STATES = [
	'blank',
	...TURN_STATES.filter((state) => state !== 'ended'),
	'held',
	'finished',
	'incomplete',
	'cancelled'
] as const satisfies readonly TicketState[];

/** Tickets that fit what is known, the latest first; at most `MOST_FOUND`. */
export function foundTickets(floor: Floor, at: number, sought: Sought): FoundTicket[] {
	switch (sought.by) {
		case 'token': {
			const found = ticketByToken(floor, sought.token);
			return found ? [foundOf(floor, at, found.ticket, !found.current)] : [];
		}
		case 'number': {
			const ticket = ticketByNumber(floor, sought.prefix, sought.number, sought.day);
			return ticket ? [foundOf(floor, at, ticket)] : [];
		}
		case 'digits':
			return prefixesOf(floor, sought.day)
				.flatMap((prefix) => ticketByNumber(floor, prefix, sought.number, sought.day) ?? [])
				.map((ticket) => foundOf(floor, at, ticket));
		case 'circumstances':
			return fitting(floor, sought)
				.sort((a, b) => b.issuedAt - a.issuedAt || b.number - a.number)
				.slice(0, MOST_FOUND)
				.map((ticket) => foundOf(floor, at, ticket));
		default:
			return sought satisfies never;
	}
}

function fitting(floor: Floor, sought: Extract<Sought, { by: 'circumstances' }>): Ticket[] {
	const { day, from, gateId, serviceId, state } = sought;
	return [...floor.tickets.values()].filter(
		(ticket) =>
			ticket.day === day &&
			!ticket.blank &&
			(from === null || (ticket.issuedAt >= from && ticket.issuedAt < from + QUARTER_MS)) &&
			(gateId === null || ticket.gateId === gateId) &&
			(serviceId === null || ticket.steps.some((step) => step.serviceId === serviceId)) &&
			(state === null || ticketState(ticket) === state)
	);
}

function prefixesOf(floor: Floor, day: number): string[] {
	const prefixes = [...floor.series.values()].filter((series) => series.day === day);
	return [...new Set(prefixes.map(({ prefix }) => prefix))].sort();
}

function foundOf(floor: Floor, at: number, ticket: Ticket, oldPaper = false): FoundTicket {
	const seen = phoneView(floor, at, ticket, true);
	return {
		number: numberText(ticket),
		brief: briefOf(ticket),
		oldPaper,
		seen,
		breaks: seen.between ? breaksBetween(seen.halves, at, seen.between.to) : [],
		gateName: floor.gates.get(ticket.gateId)?.name ?? ''
	};
}
