import { foundTickets, type FoundTicket } from '#lib/core/view/found-view.ts';
import { hallTime, shownFloor } from './hall.ts';
import { soughtBy } from './sought-by.ts';

/** What was found, and the hall as the list of places to look in needs it. */
export interface Found {
	/** Hall time of the look, ms. */
	at: number;
	/** Null when nothing was asked. */
	tickets: FoundTicket[] | null;
}

/**
 * Finds tickets of a field event on the shown floor. 404 when there is no such field event.
 * @param query `token=<uuid>`; or `number=A-017`; or `digits=17`; or any of `from=<hall ms>`, `gate`, `service`,
 * `state`; with `day=<n>` for another day than the present one. Anything else asks nothing. With `after=<clock>` of
 * an answered press, no earlier state is given.
 */
export async function findTickets(fieldEventId: number, query: URLSearchParams): Promise<Found> {
	const floor = await shownFloor(fieldEventId, Number(query.get('after')) || 0);
	const at = (await hallTime()).now();
	const sought = soughtBy(query, floor.day);
	return { at, tickets: sought && foundTickets(floor, at, sought) };
}
