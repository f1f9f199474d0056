import { ticketByToken, type Floor } from '#lib/core/floor.ts';
import type { PhoneSnapshot } from '#lib/core/protocol.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { phoneView } from '#lib/core/view/phone-view.ts';
import { findTicketEvent } from './find-ticket-event.ts';
import { hallOf, hallTime } from './hall.ts';

export interface TakenForPhone {
	/** As of its `at`: while PostgreSQL is away that is the last look that succeeded. */
	snapshot: PhoneSnapshot;
	/** PostgreSQL is away, so this may be old. */
	away: boolean;
}

/**
 * What a ticket's page shows now, by what follows `/t/` in its link. Null alike for a link that is none, for a ticket
 * that never was and for one whose field event has been purged: whoever guesses learns nothing.
 */
export async function phoneSnapshot(link: string): Promise<TakenForPhone | null> {
	const read = readTicketLink(`/t/${link}`);
	if (read?.kind !== 'ticket') return null;
	const fieldEventId = await findTicketEvent(read.ticketId);
	if (fieldEventId === null) return null;
	const { relay } = await hallOf(fieldEventId);
	// A ticket taken a moment ago is in the rows already, and on the shown floor after its next look at the journal.
	const found =
		find(await relay.shown(), read.ticketId) ?? find(await relay.lookAgain(), read.ticketId);
	if (!found) return null;
	const { floor, ticket, current } = found;
	const { speed } = await hallTime();
	const at = relay.trueAt();
	const state = phoneView(floor, at, ticket, current, relay.silent);
	const snapshot: PhoneSnapshot = {
		view: 'phone',
		fieldEventId,
		clock: floor.clock,
		at,
		speed,
		state
	};
	return { snapshot, away: !relay.reachable };
}

function find(floor: Floor | null, token: string) {
	const found = floor && ticketByToken(floor, token);
	return found && floor ? { floor, ...found } : null;
}
