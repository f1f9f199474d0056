import type { Fact } from '../fact.ts';
import { pauseOfBooth, type BoothFloor, type Floor } from '../floor.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { formatNumber } from '../ticket-number.ts';
import {
	activeStep,
	activeTurn,
	ticketState,
	type Step,
	type Ticket,
	type Turn
} from '../ticket.ts';

/** What the shell passes with each command: the core has no clock and knows nobody. */
export interface Context {
	/** Hall time in ms. */
	at: number;
	/** Account id, `citizen` or `system`. */
	by: string;
	operationId: string;
}

/** Facts, or why not. Nothing else comes out of a decision. */
export type Decision = Fact[] | Refusal;

export function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'refused' in value;
}

export function findTicket(floor: Floor, ticketId: string): Ticket | Refusal {
	const ticket = floor.tickets.get(ticketId);
	if (!ticket) return refuse('no-such-ticket');
	if (ticket.blank) return refuse('ticket-blank', { ticket: numberOf(ticket) });
	if (ticket.cancelled) return refuse('ticket-cancelled', { ticket: numberOf(ticket) });
	return ticket;
}

/** The ticket with its active step and turn; refused when its journey is over. */
export function findActive(
	floor: Floor,
	ticketId: string
): { ticket: Ticket; step: Step; turn: Turn } | Refusal {
	const ticket = findTicket(floor, ticketId);
	if (isRefusal(ticket)) return ticket;
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	if (!step || !turn) return refuse('ticket-over', { ticket: numberOf(ticket) });
	return { ticket, step, turn };
}

/** The ticket when it sits in a seat of a booth (called or serving). */
export function findSeated(floor: Floor, ticketId: string) {
	const found = findActive(floor, ticketId);
	if (isRefusal(found)) return found;
	const state = ticketState(found.ticket);
	if (state !== 'called' && state !== 'serving') {
		return refuse('not-called', { ticket: numberOf(found.ticket) });
	}
	return { ...found, boothId: found.turn.boothId!, seat: found.turn.seat! };
}

/**
 * A ticket on lease is that booth's to call, and may be called there already without anybody else knowing: whoever else
 * would move it waits until the lease is over.
 */
export function leasedAway(floor: Floor, ticket: Ticket, boothId: string | null): Refusal | null {
	if (!ticket.lease || ticket.lease.boothId === boothId) return null;
	const there = floor.booths.get(ticket.lease.boothId);
	return refuse('kept-for-another-booth', {
		ticket: numberOf(ticket),
		booth: there ? `${there.booth.number}` : ''
	});
}

export function findBooth(floor: Floor, boothId: string): BoothFloor | Refusal {
	const at = floor.booths.get(boothId);
	if (!at || at.booth.withdrawn) return refuse('no-such-booth');
	return at;
}

/** The booth when it may call and take people now. */
export function findCallingBooth(floor: Floor, boothId: string): BoothFloor | Refusal {
	if (floor.status === 'draft') return refuse('not-open');
	if (floor.status === 'closed') return refuse('field-event-closed');
	const at = findBooth(floor, boothId);
	if (isRefusal(at)) return at;
	const booth = `${at.booth.number}`;
	if (at.booth.seats === 0) return refuse('roaming-booth', { booth });
	if (at.officers.length === 0) return refuse('booth-closed', { booth });
	const pause = pauseOfBooth(floor, at.booth);
	if (pause) return refuse(pause.scope === 'booth' ? 'booth-paused' : 'paused', { booth });
	return at;
}

export function numberOf(ticket: { prefix: string; number: number }): string {
	return formatNumber(ticket.prefix, ticket.number);
}
