import type { Lane } from './catalogue.ts';
import type { Floor } from './floor.ts';
import {
	stepState,
	ticketState,
	turnOf,
	type Lease,
	type StepState,
	type Ticket,
	type TicketState
} from './ticket.ts';

/** A ticket in short, as answers to commands and staff screens carry it. */
export interface TicketBrief {
	id: string;
	day: number;
	prefix: string;
	number: number;
	/** What the ticket's link holds now. */
	token: string;
	lane: Lane;
	party: number;
	state: TicketState;
	issuedAt: number;
	gateId: string;
	reprints: number;
	/** Number of the active step; null when the journey has ended. */
	active: number | null;
	steps: StepBrief[];
	undoOperation: string | null;
	lease: Lease | null;
}

export interface StepBrief {
	no: number;
	serviceId: string;
	people: number;
	state: StepState;
	turn: number | null;
	boothId: string | null;
	seat: number | null;
	/** Kept for this booth only. */
	boothOnly: string | null;
	dueAt: number | null;
	calledAt: number | null;
	startedAt: number | null;
	heldUntil: number | null;
	calls: number;
	outcome: string | null;
	reasonId: string | null;
	/** The booth where these people of the party stayed while the others went on. */
	staysAt: string | null;
}

export function briefOf(ticket: Ticket): TicketBrief {
	return {
		id: ticket.id,
		day: ticket.day,
		prefix: ticket.prefix,
		number: ticket.number,
		token: ticket.token,
		lane: ticket.lane,
		party: ticket.party,
		state: ticketState(ticket),
		issuedAt: ticket.issuedAt,
		gateId: ticket.gateId,
		reprints: ticket.reprints,
		active: ticket.active,
		undoOperation: ticket.undoable?.operationId ?? null,
		lease: ticket.lease,
		steps: ticket.steps.map((step) => {
			const turn = turnOf(step);
			return {
				no: step.no,
				serviceId: step.serviceId,
				people: step.people,
				state: stepState(step),
				turn: turn?.no ?? null,
				boothId: turn?.boothId ?? null,
				seat: turn?.seat ?? null,
				boothOnly: turn?.boothOnly ?? null,
				dueAt: turn?.dueAt ?? null,
				calledAt: turn?.calledAt ?? null,
				startedAt: turn?.startedAt ?? null,
				heldUntil: turn?.heldUntil ?? null,
				calls: turn?.calls ?? 0,
				outcome: turn?.outcome ?? null,
				reasonId: turn?.reasonId ?? null,
				staysAt: step.staysAt
			};
		})
	};
}

/** Briefs of tickets that exist, in the order asked for. */
export function briefsOf(floor: Floor, ids: Iterable<string>): TicketBrief[] {
	const briefs: TicketBrief[] = [];
	for (const id of ids) {
		const ticket = floor.tickets.get(id);
		if (ticket) briefs.push(briefOf(ticket));
	}
	return briefs;
}
