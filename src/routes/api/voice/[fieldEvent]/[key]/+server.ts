import { error, json } from '@sveltejs/kit';
import { LARGEST_CLIP_BYTES } from '#lib/core/wav.ts';
import { authorise, fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { clip, removeClip, storeClip } from '#lib/server/voice/store-clip.ts';
import type { RequestHandler } from './$types';

const organiser = { roles: [], fieldEvent: 'any' } as const;

export const GET: RequestHandler = async ({ params, request }) => {
	const fieldEventId = fieldEventOf(params) ?? error(404, 'unknown-field-event');
	const found = (await clip(db, fieldEventId, params.key)) ?? error(404, 'unknown-clip');
	const headers = { etag: `"${found.version}"`, 'cache-control': 'no-cache' };
	if (request.headers.get('if-none-match') === headers.etag)
		return new Response(null, { status: 304, headers });
	return new Response(found.wav, { headers: { ...headers, 'content-type': 'audio/wav' } });
};

export const PUT: RequestHandler = async (event) => {
	authorise(event, organiser);
	const fieldEventId = fieldEventOf(event.params) ?? error(404, 'unknown-field-event');
	if (Number(event.request.headers.get('content-length')) > LARGEST_CLIP_BYTES)
		error(413, 'too-large');
	const wav = new Uint8Array(await event.request.arrayBuffer());
	const stored = await storeClip(db, fieldEventId, event.params.key, wav, new Date());
	if (!stored.ok) error(stored.code.startsWith('unknown') ? 404 : 422, stored.code);
	return json(stored.clip);
};

export const DELETE: RequestHandler = async (event) => {
	authorise(event, organiser);
	const fieldEventId = fieldEventOf(event.params) ?? error(404, 'unknown-field-event');
	const removed = await removeClip(db, fieldEventId, event.params.key);
	return removed ? new Response(null, { status: 204 }) : error(404, 'unknown-clip');
};
