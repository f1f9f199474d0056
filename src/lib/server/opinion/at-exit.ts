import { opinionRefused, type Opinion, type OpinionRefusal } from '#lib/core/opinion.ts';
import { sql } from '#lib/server/db/connection.ts';
import { findTickets } from '#lib/server/floor/find-tickets.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { storedOpinion } from './store-opinion.ts';

/** A ticket in front of the tablet. */
export interface AtExit {
	ticketId: string;
	number: string;
	refused: OpinionRefusal | null;
	given: Opinion | null;
}

/**
 * The tickets that somebody at the exit may mean: one for a scanned slip or a whole number, several where the letter
 * was left out; null when nothing was asked. Nothing of a ticket but its number is given.
 * @param query as `findTickets` takes it
 */
export async function atExit(fieldEventId: number, query: URLSearchParams) {
	const { address } = (await shownFloor(fieldEventId)).rules;
	const { at, tickets } = await findTickets(fieldEventId, query);
	if (tickets === null) return { at, address, tickets };
	const floor = await shownFloor(fieldEventId);
	const found = tickets.flatMap(({ brief, number }): AtExit | [] => {
		const ticket = floor.tickets.get(brief.id);
		if (!ticket) return [];
		return { ticketId: ticket.id, number, refused: opinionRefused(ticket, at), given: null };
	});
	const [only] = found;
	if (only && found.length === 1) {
		only.given = await storedOpinion(sql, fieldEventId, only.ticketId);
	}
	return { at, address, tickets: found };
}
