import { error, fail } from '@sveltejs/kit';
import type { Refusal } from '#lib/core/refusal.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { closeFieldEvent, openDay, openFieldEvent } from '#lib/server/setup/open-field-event.ts';
import { runPage } from '#lib/server/setup/run-page.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (params: { fieldEvent: string }) =>
	fieldEventOf(params) ?? error(404, 'no-such-field-event');

export const load: PageServerLoad = async ({ params }) =>
	(await runPage(idOf(params))) ?? error(404, 'no-such-field-event');

const answer = (refusal: Refusal | null) => (refusal ? fail(409, { refusal }) : { refusal: null });

export const actions: Actions = {
	open: async ({ params, locals }) => answer(await openFieldEvent(idOf(params), locals.actor)),
	close: async ({ params, locals }) => answer(await closeFieldEvent(idOf(params), locals.actor)),
	day: async ({ params, locals, request }) => {
		const day = Number((await request.formData()).get('day'));
		return answer(await openDay(idOf(params), day, locals.actor));
	}
};
