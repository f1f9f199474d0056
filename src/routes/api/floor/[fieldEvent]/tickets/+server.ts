import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { findTickets } from '#lib/server/floor/find-tickets.ts';
import type { RequestHandler } from './$types';

/** Tickets by number, link or circumstances, for any staff screen. */
export const GET: RequestHandler = async ({ url, params }) => {
	const fieldEventId = fieldEventOf(params);
	if (fieldEventId === null) error(404, 'no-such-field-event');
	return Response.json(await findTickets(fieldEventId, url.searchParams));
};
