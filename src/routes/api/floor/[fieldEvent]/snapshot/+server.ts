import { error } from '@sveltejs/kit';
import { mayView } from '#lib/server/account/access.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { notModified } from '#lib/server/http/etag.ts';
import type { RequestHandler } from './$types';

/** A view's whole state, for the first page, for whoever missed a frame, and for whoever has no socket. */
export const GET: RequestHandler = async ({ url, params, locals, request }) => {
	const fieldEventId = fieldEventOf(params);
	const view = url.searchParams.get('view') ?? '';
	if (fieldEventId === null) error(404, 'no-such-field-event');
	if (!mayView(view, locals.actor, { fieldEventId })) error(403, 'not-allowed');
	const taken = await snapshot(fieldEventId, view, url.searchParams.get('id') ?? '');
	if (!taken) error(404, 'no-such-view');
	return (
		notModified(request, `"${taken.clock}"`) ??
		Response.json(taken, { headers: { etag: `"${taken.clock}"` } })
	);
};
