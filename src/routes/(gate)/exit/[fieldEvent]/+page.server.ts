import { error, fail, redirect } from '@sveltejs/kit';
import { isOpinion } from '#lib/core/opinion.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { atExit } from '#lib/server/opinion/at-exit.ts';
import { giveOpinionAtExit } from '#lib/server/opinion/give-opinion.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const fieldEventId = fieldEventOf(params) ?? 0;
	const { name } = await occasionOf(fieldEventId);
	const thanks = url.searchParams.has('thanks');
	return { fieldEventId, name, thanks, ...(await atExit(fieldEventId, url.searchParams)) };
};

export const actions: Actions = {
	default: async ({ params, request, getClientAddress }) => {
		const sent = await request.formData();
		const [ticketId, opinion] = [textOf(sent, 'ticket'), textOf(sent, 'opinion')];
		if (!isOpinion(opinion)) error(400, 'bad-wish');
		const fieldEventId = fieldEventOf(params) ?? 0;
		const refused = await giveOpinionAtExit(fieldEventId, ticketId, opinion, getClientAddress());
		if (refused) return fail(409, { refused });
		redirect(303, `/exit/${fieldEventId}?thanks`);
	}
};
