import { error } from '@sveltejs/kit';
import { sql } from '#lib/server/db/connection.ts';
import { snapshotToPoll } from '#lib/server/floor/take-snapshot.ts';
import { notModified } from '#lib/server/http/etag.ts';
import { admitLeaderLink } from '#lib/server/outside/leader-link.ts';
import type { RequestHandler } from './$types';

/** What a leader's link shows, for whoever has no socket. */
export const GET: RequestHandler = async ({ params, request }) => {
	const link = await admitLeaderLink(sql, params.code);
	if (!link) error(403, 'not-allowed');
	const taken = await snapshotToPoll(link.fieldEventId, 'glance', '');
	if (!taken) error(404, 'no-such-view');
	const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
	if (taken.tag) headers.set('etag', taken.tag);
	return notModified(request, taken.tag) ?? new Response(taken.body, { headers });
};
