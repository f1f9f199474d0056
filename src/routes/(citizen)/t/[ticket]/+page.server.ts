import { error, fail, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { askOfOwnTicket, isOwnDeed } from '#lib/server/floor/own-turn.ts';
import { phoneSnapshot } from '#lib/server/floor/phone-snapshot.ts';
import { restoreSlip, unheardSlip } from '#lib/server/paper/unheard-slip.ts';
import { followedTicket } from './followed-ticket.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const taken = await phoneSnapshot(params.ticket);
	const unheard = taken ? null : await unheardSlip(params.ticket);
	if (unheard) return { followed: null, unheard };
	if (!taken) error(404, 'no-such-ticket');
	const followed = await followedTicket(params.ticket, taken, url.searchParams);
	return { followed, unheard: null };
};

export const actions: Actions = {
	default: async ({ request, params, getClientAddress }) => {
		const sent = await request.formData();
		const [deed, operationId] = [textOf(sent, 'deed'), textOf(sent, 'operation')];
		const services = sent.getAll('service').map(String);
		if (deed !== 'restore' && !isOwnDeed(deed)) error(400, 'bad-wish');
		const refused =
			deed === 'restore'
				? await restoreSlip(params.ticket, services, 'citizen')
				: await askOfOwnTicket(params.ticket, { deed, operationId }, getClientAddress());
		if (refused) return fail(409, { refused: refused.refused });
		redirect(303, `/t/${params.ticket}`);
	}
};
