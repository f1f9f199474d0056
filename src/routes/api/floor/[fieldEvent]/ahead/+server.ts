import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { readAhead } from '#lib/server/floor/read-ahead.ts';
import type { RequestHandler } from './$types';

/** The hall as far as the look ahead reads it, for an organiser's browser to reckon with. */
export const GET: RequestHandler = async ({ params }) => {
	const fieldEventId = fieldEventOf(params);
	if (fieldEventId === null) error(404, 'no-such-field-event');
	return Response.json(await readAhead(fieldEventId));
};
