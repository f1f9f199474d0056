import { ticketByToken, type Floor } from '#lib/core/floor.ts';
import type { PhoneSnapshot } from '#lib/core/protocol.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { phoneView } from '#lib/core/view/phone-view.ts';
import { findTicketEvent } from './find-ticket-event.ts';
import { hallOf, hallTime } from './hall.ts';

/**
 * What a ticket's page shows now, by what follows `/t/` in its link. Null alike for a link that is none, for a ticket
 * that never was and for one whose field event has been purged: whoever guesses learns nothing.
 */
export async function phoneSnapshot(link: string): Promise<PhoneSnapshot | null> {
	const read = readTicketLink(`/t/${link}`);
	if (read?.kind !== 'ticket') return null;
	const fieldEventId = await findTicketEvent(read.ticketId);
	if (fieldEventId === null) return null;
	const found = await findOnFloor(fieldEventId, read.ticketId);
	if (!found) return null;
	const { floor, ticket, current } = found;
	const time = await hallTime();
	const at = time.now();
	return {
		view: 'phone',
		fieldEventId,
		clock: floor.clock,
		at,
		speed: time.speed,
		state: phoneView(floor, at, ticket, current)
	};
}

async function findOnFloor(fieldEventId: number, token: string) {
	const { relay } = await hallOf(fieldEventId);
	const find = (floor: Floor | null) => {
		const found = floor && ticketByToken(floor, token);
		return found && floor && { floor, ...found };
	};
	// A ticket taken a moment ago is in the rows already, and on the shown floor after its next look at the journal.
	return find(await relay.shown()) ?? find(await relay.lookAgain());
}
