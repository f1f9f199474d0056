import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { filterAsked, showFollowUp, showFound } from '#lib/server/follow-up/show-follow-up.ts';
import { takeStandingForm } from '#lib/server/follow-up/take-standing-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url }) =>
	showFollowUp(db, sql, Number(params.fieldEvent), url.searchParams);

const contextOf = async ({ params, locals }: RequestEvent) => ({
	by: locals.actor.kind === 'account' ? locals.actor.accountId : error(403, 'not-allowed'),
	at: (await hallTime()).now(),
	recordedIn: Number(params.fieldEvent)
});

export const actions = {
	set: async (event) => {
		const form = await event.request.formData();
		const filter = filterAsked(event.url.searchParams);
		const taken = await takeStandingForm(sql, await contextOf(event), filter, form);
		return 'refused' in taken ? fail(400, { refused: taken.refused }) : { done: taken.done };
	},
	find: async ({ params, request }) => {
		const sought = String((await request.formData()).get('sought') ?? '').slice(0, 400);
		const found = await showFound(db, sql, Number(params.fieldEvent), sought);
		return 'refused' in found ? fail(404, { notFound: found.refused }) : { found: found.files };
	}
} satisfies Actions;
