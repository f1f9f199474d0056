import { ALREADY, applied, quarantined, type Admitted } from './admitted.ts';
import type { Floor } from './floor.ts';
import type { DeedOf } from './operation.ts';
import { ticketState, type Ticket } from './ticket.ts';

/** A count of visitors is none: whoever took it back at a screen of the hall meanwhile meant the same. */
export function admitVisitorsTakenBack(
	floor: Floor,
	{ gateId, counted }: DeedOf<'visitors-taken-back'>
): Admitted {
	const visitors = floor.visitors.get(counted);
	if (visitors?.gateId !== gateId) return quarantined('nothing-to-undo');
	if (!visitors.applied) return ALREADY;
	return applied({ kind: 'undone', operationId: counted, ticketId: null, what: 'visitors' });
}

/**
 * Numbers that a gate has back: their tickets are cancelled as long as they only wait. One that a booth may be calling in
 * this very moment stays the hall's; whoever was called or served with it had it after all.
 */
export function admitNumbersTakenBack(
	floor: Floor,
	{ gateId, ticketIds }: DeedOf<'numbers-taken-back'>
): Admitted {
	const tickets = ticketIds.map((id) => floor.tickets.get(id));
	const unknown = tickets.some((ticket) => !ticket || ticket.blank || ticket.gateId !== gateId);
	if (unknown) return quarantined('nothing-to-undo');
	const standing = (tickets as Ticket[]).filter(({ cancelled }) => !cancelled);
	const unused = standing.filter(onlyWaits);
	const facts = unused.map(({ id }) => ({ kind: 'cancelled' as const, ticketId: id }));
	// The gate is told that not all of them are back.
	const why = unused.length < standing.length ? 'called' : '';
	return { ...(facts.length > 0 ? applied(...facts) : ALREADY), why };
}

/** It has waited since it was given, and no booth has it on lease. */
function onlyWaits(ticket: Ticket): boolean {
	const called = ticket.steps.some(({ turns }) => turns.some(({ calledAt }) => calledAt !== null));
	return ticketState(ticket) === 'waiting' && !ticket.lease && !called;
}
