import { error, redirect } from '@sveltejs/kit';
import { isOpinion } from '#lib/core/opinion.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { giveOwnOpinion } from '#lib/server/opinion/give-opinion.ts';
import type { RequestHandler } from './$types';

/** One of the three faces, pressed on a phone with or without JavaScript; leads back to the ticket's page. */
export const POST: RequestHandler = async ({ params, request, getClientAddress }) => {
	const opinion = textOf(await request.formData(), 'opinion');
	if (!isOpinion(opinion)) error(400, 'bad-wish');
	const refused = await giveOwnOpinion(params.ticket, opinion, getClientAddress());
	redirect(303, `/t/${params.ticket}${refused ? `?opinion=${refused}` : ''}#opinion`);
};
