import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { askOfOwnTicket, isOwnDeed } from '#lib/server/floor/own-turn.ts';
import { phoneSnapshot } from '#lib/server/floor/phone-snapshot.ts';
import { followUpTold } from '#lib/server/follow-up/told-to-citizen.ts';
import { opinionShown } from '#lib/server/opinion/give-opinion.ts';
import type { Actions, PageServerLoad } from './$types';

/** Without JavaScript the page loads itself again after 15 to 20 s, not all phones at once. */
const AGAIN_S = 15;
const SPREAD_S = 6;

export const load: PageServerLoad = async ({ params, url }) => {
	const taken = await phoneSnapshot(params.ticket);
	if (!taken) error(404, 'no-such-ticket');
	// The place that this page showed before it loaded itself again.
	const seen = /^\d{1,6}$/.exec(url.searchParams.get('seen') ?? '');
	const asked = url.searchParams.get('ask');
	return {
		ticket: params.ticket,
		snapshot: taken.snapshot,
		away: taken.away,
		followUp: await followUpTold(params.ticket, taken),
		opinion: await opinionShown(params.ticket, taken, url.searchParams.get('opinion')),
		seen: seen && Number(seen[0]),
		againS: AGAIN_S + Math.floor(Math.random() * SPREAD_S),
		/** What the citizen is about to ask; the form's id makes it one deed however often it is sent. */
		asks: isOwnDeed(asked) ? { deed: asked, operationId: randomUUID() } : null
	};
};

export const actions: Actions = {
	default: async ({ request, params, getClientAddress }) => {
		const sent = await request.formData();
		const [deed, operationId] = [textOf(sent, 'deed'), textOf(sent, 'operation')];
		if (!isOwnDeed(deed)) error(400, 'bad-wish');
		const refused = await askOfOwnTicket(params.ticket, { deed, operationId }, getClientAddress());
		if (refused) return fail(409, { refused: refused.refused });
		redirect(303, `/t/${params.ticket}`);
	}
};
