import { ALREADY, applied, quarantined, type Admitted } from './admitted.ts';
import type { Fact } from './fact.ts';
import type { Floor } from './floor.ts';
import type { DeedOf } from './operation.ts';
import type { Ticket } from './ticket.ts';

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
 * Numbers that a gate has back: their tickets are cancelled, wherever they stand. Whoever has been served with one had it
 * after all, and what was done stays.
 */
export function admitNumbersTakenBack(
	floor: Floor,
	{ gateId, ticketIds }: DeedOf<'numbers-taken-back'>
): Admitted {
	const tickets = ticketIds.map((id) => floor.tickets.get(id));
	const unknown = tickets.some((ticket) => !ticket || ticket.blank || ticket.gateId !== gateId);
	if (unknown) return quarantined('nothing-to-undo');
	const facts = (tickets as Ticket[]).filter(isUnused).flatMap(cancelledAway);
	return facts.length > 0 ? applied(...facts) : ALREADY;
}

/** Nobody has been served with it, and it waits or was called: it is neither cancelled nor over. */
function isUnused({ cancelled, active, steps }: Ticket): boolean {
	if (cancelled || active === null) return false;
	return !steps.some(({ turns }) => turns.some(({ served }) => served));
}

function cancelledAway({ id, lease }: Ticket): Fact[] {
	const ended: Fact[] = lease ? [{ kind: 'lease-ended', ticketId: id, fence: lease.fence }] : [];
	return [...ended, { kind: 'cancelled', ticketId: id }];
}
