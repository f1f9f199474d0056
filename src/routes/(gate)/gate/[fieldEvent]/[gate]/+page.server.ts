import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { findByCard } from '#lib/server/floor/find-by-card.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
	const { fieldEventId } = await parent();
	const first = await snapshot(fieldEventId, 'gate', params.gate);
	if (!first) error(404, 'no-such-gate');
	return { gateId: params.gate, first };
};

export const actions: Actions = {
	/** An identity number goes in the body, so that it stands in no address and no log. */
	card: async ({ params, request }) => {
		const digits = textOf(await request.formData(), 'digits');
		return { ticketId: await findByCard(fieldEventOf(params) ?? 0, digits) };
	}
};
