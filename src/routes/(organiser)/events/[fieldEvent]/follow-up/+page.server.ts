import { fail } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { filterAsked, showFollowUp } from '#lib/server/follow-up/show-follow-up.ts';
import { settingContext, slipActions } from '#lib/server/follow-up/take-slip-form.ts';
import { takeStandingForm } from '#lib/server/follow-up/take-standing-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url }) =>
	showFollowUp(db, sql, Number(params.fieldEvent), url.searchParams);

export const actions = {
	...slipActions('slips-and-rows'),
	set: async (event) => {
		const form = await event.request.formData();
		const filter = filterAsked(event.url.searchParams);
		const taken = await takeStandingForm(sql, await settingContext(event), filter, form);
		return 'refused' in taken ? fail(400, { refused: taken.refused }) : { done: taken.done };
	}
} satisfies Actions;
