import type { Lane, Words } from '../catalogue.ts';
import type { Floor } from '../floor.ts';
import { activeStep, activeTurn, ticketState, type Ticket, type TicketState } from '../ticket.ts';
import { isRefusal } from '../verbs/context.ts';
import { waitingStill } from '../verbs/put-off.ts';
import { numberText } from './hall-view.ts';

/** Somebody whom today has not reached. */
export interface LeftRow {
	ticketId: string;
	number: string;
	lane: Lane;
	party: number;
	state: TicketState;
	/** Since when, hall time in ms. */
	dueAt: number;
}

export interface LeftQueue {
	serviceId: string;
	name: Words;
	/** In the order of their waiting. */
	rows: LeftRow[];
}

/** Who may still be put off today, by the service they are at; whoever is called or served is not among them. */
export function leftView(floor: Floor): LeftQueue[] {
	const rows = new Map<string, LeftRow[]>();
	for (const ticket of floor.tickets.values()) {
		const step = activeStep(ticket);
		const turn = activeTurn(ticket);
		if (!step || !turn || isRefusal(waitingStill(floor, ticket.id))) continue;
		const { id: ticketId, lane, party } = ticket;
		const [number, state] = [numberText(ticket), ticketState(ticket)];
		const own = rows.get(step.serviceId) ?? [];
		rows.set(step.serviceId, own);
		own.push({ ticketId, number, lane, party, state, dueAt: turn.dueAt });
	}
	return [...floor.services.values()]
		.filter(({ id }) => rows.has(id))
		.sort((a, b) => a.position - b.position)
		.map(({ id, name }) => ({
			serviceId: id,
			name,
			rows: rows.get(id)!.sort((a, b) => a.dueAt - b.dueAt)
		}));
}

/** Somebody who was asked to come another time. */
export interface PutOffRow {
	number: string;
	party: number;
	services: Words[];
	/** The number and the day that they were promised; null when they were sent to the commune police. */
	next: { number: string; date: string; token: string } | null;
}

/** Everybody who was put off on the present day, in the order of their numbers. */
export function putOffView(floor: Floor): PutOffRow[] {
	return [...floor.tickets.values()]
		.filter((ticket) => ticket.putOff && ticket.day === floor.day)
		.map((ticket) => ({
			number: numberText(ticket),
			party: ticket.party,
			services: ticket.steps
				.filter((step) => step.closed === 'left')
				.map((step) => floor.services.get(step.serviceId)?.name ?? { vi: '', en: '' }),
			next: nextOf(floor, ticket)
		}));
}

/** The number and the day that a ticket's people were promised; null when there is none. */
export function nextOf(floor: Floor, { putOff }: Ticket): PutOffRow['next'] {
	const next = putOff?.to === 'day' ? floor.tickets.get(putOff.ticketId) : undefined;
	if (!next) return null;
	const date = floor.rules.days[next.day - 1]?.date ?? '';
	return { number: numberText(next), date, token: next.token };
}

/** Sheets of a later day that are somebody's already, by ticket id. */
export function promisedSheets(floor: Floor): Set<string> {
	const promised = new Set<string>();
	for (const { putOff } of floor.tickets.values()) {
		if (putOff?.to === 'day') promised.add(putOff.ticketId);
	}
	return promised;
}
