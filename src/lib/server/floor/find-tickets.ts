import { readNumber } from '#lib/core/ticket-number.ts';
import {
	foundTickets,
	TICKET_STATES,
	type FoundTicket,
	type Sought
} from '#lib/core/view/found-view.ts';
import { hallTime, shownFloor } from './hall.ts';

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
 * `state`; with `day=<n>` for another day than the present one. Anything else asks nothing.
 */
export async function findTickets(fieldEventId: number, query: URLSearchParams): Promise<Found> {
	const floor = await shownFloor(fieldEventId);
	const at = (await hallTime()).now();
	const sought = soughtBy(query, floor.day);
	return { at, tickets: sought && foundTickets(floor, at, sought) };
}

/** Reads a query; null when it asks for nothing that can be looked for. */
export function soughtBy(query: URLSearchParams, today: number): Sought | null {
	const day = wholeOf(query.get('day')) ?? today;
	const token = query.get('token');
	if (token !== null) return { by: 'token', token: token.toLowerCase() };
	const number = readNumber(query.get('number') ?? '');
	if (number) return { by: 'number', ...number, day };
	const digits = wholeOf(query.get('digits'));
	if (digits !== null) return { by: 'digits', number: digits, day };
	const circumstances = {
		from: wholeOf(query.get('from')),
		gateId: query.get('gate') || null,
		serviceId: query.get('service') || null,
		state: TICKET_STATES.find((state) => state === query.get('state')) ?? null
	};
	if (Object.values(circumstances).every((value) => value === null)) return null;
	return { by: 'circumstances', day, ...circumstances };
}

function wholeOf(text: string | null): number | null {
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
