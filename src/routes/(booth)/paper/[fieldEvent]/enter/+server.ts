import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { enterPaper, paperSchema } from '#lib/server/paper/enter-paper.ts';
import type { RequestHandler } from './$types';

/** One paper of a pile; its answer is durable when it arrives. */
export const POST: RequestHandler = async ({ request, params, locals: { actor } }) => {
	const fieldEventId = fieldEventOf(params);
	if (fieldEventId === null || actor.kind === 'nobody') error(404, 'no-such-field-event');
	const read = v.safeParse(paperSchema, await request.json().catch(() => null));
	if (!read.success) error(400, 'bad-wish');
	return Response.json(await enterPaper(fieldEventId, read.output, actor.accountId));
};
