import { error, json } from '@sveltejs/kit';
import { phoneSnapshot } from '#lib/server/floor/phone-snapshot.ts';
import { followUpTold } from '#lib/server/follow-up/told-to-citizen.ts';
import type { RequestHandler } from './$types';

/** What an open page says of the files on its ticket, once one was taken or something became of it. */
export const GET: RequestHandler = async ({ params }) => {
	const taken = await phoneSnapshot(params.ticket);
	if (!taken) error(404, 'no-such-ticket');
	if (taken.away) error(503, 'database-away');
	const headers = { 'cache-control': 'private, no-store' };
	return json(await followUpTold(params.ticket, taken), { headers });
};
