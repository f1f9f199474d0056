import { fail, redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/server/account/actor.ts';
import { setSessionCookie } from '#lib/server/account/cookie.ts';
import { completeFirstRun, isFirstRunCode } from '#lib/server/account/first-run.ts';
import { PASSWORD_MIN } from '#lib/server/account/password.ts';
import { textOf, visitorOf } from '#lib/server/account/visitor.ts';
import { db } from '#lib/server/db/connection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	return { open: await isFirstRunCode(db, params.code), least: PASSWORD_MIN };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const kept = { name: textOf(form, 'name'), signInName: textOf(form, 'signInName') };
		const typed = { ...kept, password: textOf(form, 'password') };
		const answer = await completeFirstRun(db, event.params.code, typed, visitorOf(event));
		// A link that has died meanwhile is told by the page itself, which is loaded again.
		if (!answer.ok)
			return fail(400, { ...kept, refused: 'refused' in answer ? answer.refused : {} });
		setSessionCookie(event.cookies, event.url, answer.made);
		redirect(303, homeOf(answer.actor));
	}
};
