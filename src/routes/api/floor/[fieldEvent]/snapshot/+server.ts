import { error } from '@sveltejs/kit';
import { mayView } from '#lib/server/account/access.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { snapshotToPoll } from '#lib/server/floor/take-snapshot.ts';
import { notModified } from '#lib/server/http/etag.ts';
import type { RequestHandler } from './$types';

/** A view's whole state, for the first page, for whoever missed a frame, and for whoever has no socket. */
export const GET: RequestHandler = async ({ url, params, locals, request }) => {
	const fieldEventId = fieldEventOf(params);
	const view = url.searchParams.get('view') ?? '';
	if (fieldEventId === null) error(404, 'no-such-field-event');
	if (!mayView(view, locals.actor, { fieldEventId })) error(403, 'not-allowed');
	const taken = await snapshotToPoll(fieldEventId, view, url.searchParams.get('id') ?? '');
	if (!taken) error(404, 'no-such-view');
	const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-cache' });
	if (taken.tag) headers.set('etag', taken.tag);
	return notModified(request, taken.tag) ?? new Response(taken.body, { headers });
};
