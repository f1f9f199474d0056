import { fail, redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/server/account/actor.ts';
import { safeNext } from '#lib/server/account/authorise.ts';
import { setSessionCookie } from '#lib/server/account/cookie.ts';
import { takeCode, takePassword } from '#lib/server/account/sign-in-forms.ts';
import { visitorOf } from '#lib/server/account/visitor.ts';
import { db } from '#lib/server/db/connection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, url }) => {
	const why = url.searchParams.get('why');
	const next = safeNext(url.searchParams.get('next'), '');
	const home = homeOf(actor);
	if (actor.kind === 'account' && why !== 'not-allowed') redirect(303, next || home);
	return { next, why, home };
};

export const actions: Actions = {
	password: async (event) => {
		const answer = await takePassword(db, await event.request.formData(), visitorOf(event));
		if (!answer.ok) return fail(answer.status, answer.sent);
		setSessionCookie(event.cookies, event.url, answer.made);
		redirect(303, safeNext(answer.next, answer.home));
	},
	code: async (event) => {
		const answer = await takeCode(db, await event.request.formData(), visitorOf(event));
		if (!answer.ok) return fail(answer.status, answer.sent);
		setSessionCookie(event.cookies, event.url, answer.made);
		redirect(303, safeNext(answer.next, answer.home));
	}
};
