import type { Lane, Outcome } from './catalogue.ts';
import type { PreCheckAnswer } from './pre-check.ts';

/** States of one turn; inside a turn they only grow. */
export const TURN_STATES = ['waiting', 'called', 'no-show', 'serving', 'ended'] as const;
export type TurnState = (typeof TURN_STATES)[number];

/** Why a turn was opened; every turn after the first names the operation that it follows. */
export type TurnOrigin =
	| 'first'
	| 'next'
	| 'restore'
	| 'hold'
	| 'transfer'
	| 'undo'
	| 'return'
	| 'step-back'
	/** Served without a call while the ticket's own turn stands where it stood. */
	| 'beside';

/** One pass of a step through its queue. Times are hall time in ms. */
export interface Turn {
	no: number;
	state: TurnState;
	origin: TurnOrigin;
	/** The operation that this turn follows; null for a first turn. */
	follows: string | null;
	/** When the citizen fell due: orders the queue and dates the wait. Never revised. */
	dueAt: number;
	/** The place in the queue; equals `dueAt` but for a ticket that was restored or stepped back: it goes behind the next ones. */
	rankAt: number;
	/** Kept for this booth; others skip it. */
	boothOnly: string | null;
	/** On hold until this time at `boothOnly`: not in any queue. */
	heldUntil: number | null;
	/** Why it was called out of turn or put on hold; once ended, why it failed. */
	reasonId: string | null;
	boothId: string | null;
	seat: number | null;
	calls: number;
	calledAt: number | null;
	startedAt: number | null;
	/** When it became a no-show. */
	missedAt: number | null;
	endedAt: number | null;
	outcome: Outcome | null;
	/** Recorded afterwards ("we already served these"): times say nothing about waits. */
	late: boolean;
	/** Left without an end (the ticket went elsewhere first): the step is due again. */
	withdrawn: boolean;
	/** Whether it was ever a no-show and no applied undo names that. */
	missed: boolean;
	/** Whether it ever reached `serving` and no applied undo names it. */
	served: boolean;
	/** The ticket's fence under which it was called or ended; 0 while it waits, and by hand. */
	fence: number;
}

/**
 * A waiting ticket that one station's booth alone may call for a while, also without the network.
 * Fences of a ticket only grow, so that of two calls the one that was entitled to it is known.
 */
export interface Lease {
	boothId: string;
	/** One epoch of one station (`holderOf`). */
	holder: string;
	fence: number;
	/** Hall time in ms by the authority's clock; the station stops calling well before. */
	until: number;
}

/** One service on a ticket's journey. Without turns it is still due. */
export interface Step {
	no: number;
	serviceId: string;
	/** How many people of the party want this service. */
	people: number;
	turns: Turn[];
	/** Ended without its own turn's end: a result from another sitting, a drop, a citizen who left. */
	closed: 'result' | 'dropped' | 'left' | null;
	/** Operation that closed it, so that an undo can open it again. */
	closedBy: string | null;
	/** Operation that added it after the number was given, so that an undo can drop it; null for what the gate wrote. */
	addedBy: string | null;
	/** The booth where these people of the party stayed while the others went on; null for all other steps. */
	staysAt: string | null;
}

export interface Ticket {
	/** 128 random bits made by the maker of the ticket, as lower-case uuid text. */
	id: string;
	day: number;
	prefix: string;
	number: number;
	gateId: string;
	lane: Lane;
	party: number;
	issuedAt: number;
	/** What the ticket's link holds today; the id until a reprint replaces it. */
	token: string;
	reprints: number;
	/** Printed beforehand and not yet given to anybody. */
	blank: boolean;
	cancelled: boolean;
	steps: Step[];
	/** Number of the active step, null when the journey has ended or has not begun. */
	active: number | null;
	/** The last operation that may be undone on this ticket. */
	undoable: Undoable | null;
	/** The highest fence given: by a lease, or by a call without one. */
	fence: number;
	lease: Lease | null;
	/** Known only from its link, shown at a booth that was cut off; its gate's own word is still to come. */
	provisional: boolean;
	/** What was answered to the questions before the number was given. */
	answers: PreCheckAnswer[];
	/** Set when its people could not be served in time. */
	putOff: PutOff | null;
}

/** Where whoever could not be served in time was asked to come instead: to a later day, with that ticket. */
export type PutOff = { to: 'police' } | { to: 'day'; day: number; ticketId: string };

/** What one operation did, as far as an undo needs it. */
export interface Undoable {
	operationId: string;
	kind:
		| 'issue'
		| 'cancel'
		| 'leave'
		| 'step-back'
		| 'call'
		| 'no-show'
		| 'start'
		| 'finish'
		| 'record'
		| 'send'
		| 'hold';
	step: number;
	turn: number;
	boothId: string | null;
	seat: number | null;
}

export type StepState = TurnState | 'due' | 'held' | 'dropped';
export type TicketState =
	| 'blank'
	| 'waiting'
	| 'called'
	| 'no-show'
	| 'serving'
	| 'held'
	| 'finished'
	| 'incomplete'
	| 'cancelled';

export function turnOf(step: Step): Turn | undefined {
	return step.turns[step.turns.length - 1];
}

/** Whether the call of a turn tells how long somebody waited: after an undo or a hold it was told before. */
export function tellsWait(turn: Turn): boolean {
	return turn.origin !== 'undo' && turn.origin !== 'hold';
}

/** A step's state is that of its highest turn, unless something else closed it. */
export function stepState(step: Step): StepState {
	if (step.closed === 'dropped' || step.closed === 'left') return 'dropped';
	if (step.closed === 'result') return 'ended';
	const turn = turnOf(step);
	if (!turn || turn.withdrawn) return 'due';
	return turn.heldUntil !== null && turn.state === 'waiting' ? 'held' : turn.state;
}

/** Whether nothing more will happen on this step. */
export function stepIsOver(step: Step): boolean {
	const state = stepState(step);
	return state === 'ended' || state === 'dropped';
}

export function activeStep(ticket: Ticket): Step | null {
	return ticket.active === null ? null : (ticket.steps[ticket.active] ?? null);
}

/** The turn that the hall sees now: of the active step. */
export function activeTurn(ticket: Ticket): Turn | null {
	const step = activeStep(ticket);
	return step ? (turnOf(step) ?? null) : null;
}

/** Computed from the steps, never stored as a truth of its own. */
export function ticketState(ticket: Ticket): TicketState {
	if (ticket.blank) return 'blank';
	if (ticket.cancelled) return 'cancelled';
	const step = activeStep(ticket);
	if (step) {
		const state = stepState(step);
		if (state === 'due' || state === 'ended' || state === 'dropped') return 'waiting';
		return state;
	}
	const left = ticket.steps.some(
		(s) => !stepIsOver(s) || s.closed === 'left' || turnOf(s)?.outcome === 'left'
	);
	return left ? 'incomplete' : 'finished';
}
