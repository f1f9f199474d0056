import { error } from '@sveltejs/kit';
import { phoneSnapshot } from '#lib/server/floor/phone-snapshot.ts';
import { snapshotTag } from '#lib/server/floor/snapshot-text.ts';
import { notModified } from '#lib/server/http/etag.ts';
import type { RequestHandler } from './$types';

/** What a phone reads after a missed frame, when its own ticket was called, and while it has no socket. */
export const GET: RequestHandler = async ({ params, request }) => {
	const taken = await phoneSnapshot(params.ticket);
	if (!taken) error(404, 'no-such-ticket');
	if (taken.away) error(503, 'database-away');
	const etag = snapshotTag(taken.snapshot.clock, taken.snapshot.at);
	const headers = { etag, 'cache-control': 'private, no-cache' };
	return notModified(request, etag) ?? Response.json(taken.snapshot, { headers });
};
