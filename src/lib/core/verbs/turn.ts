import type { FactOf } from '../fact.ts';
import type { Step, Ticket } from '../ticket.ts';

type TurnOpened = FactOf<'turn-opened'>;

/**
 * The next turn of a step: waiting in the common queue, at its place by time, unless said otherwise.
 * `follows`: the operation that it comes of; null when the hall's own look at the clock opens it.
 */
export function nextTurn(
	ticket: Pick<Ticket, 'id'>,
	step: Pick<Step, 'no' | 'turns'>,
	follows: string | null,
	at: Omit<Partial<TurnOpened>, 'kind' | 'ticketId' | 'step' | 'turn' | 'follows'> &
		Pick<TurnOpened, 'origin' | 'dueAt'>
): TurnOpened {
	return {
		kind: 'turn-opened',
		ticketId: ticket.id,
		step: step.no,
		turn: step.turns.length,
		follows,
		state: 'waiting',
		rankAt: at.dueAt,
		boothOnly: null,
		heldUntil: null,
		reasonId: null,
		boothId: null,
		seat: null,
		...at
	};
}
