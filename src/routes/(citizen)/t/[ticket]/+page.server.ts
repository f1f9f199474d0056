import { error } from '@sveltejs/kit';
import { phoneSnapshot } from '#lib/server/floor/phone-snapshot.ts';
import type { PageServerLoad } from './$types';

/** Without JavaScript the page loads itself again after 15 to 20 s, not all phones at once. */
const AGAIN_S = 15;
const SPREAD_S = 6;

export const load: PageServerLoad = async ({ params, url }) => {
	const taken = await phoneSnapshot(params.ticket);
	if (!taken) error(404, 'no-such-ticket');
	// The place that this page showed before it loaded itself again.
	const seen = /^\d{1,6}$/.exec(url.searchParams.get('seen') ?? '');
	return {
		ticket: params.ticket,
		snapshot: taken.snapshot,
		away: taken.away,
		seen: seen && Number(seen[0]),
		againS: AGAIN_S + Math.floor(Math.random() * SPREAD_S)
	};
};
