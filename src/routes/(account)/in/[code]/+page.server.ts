import { fail, redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/server/account/actor.ts';
import { setSessionCookie } from '#lib/server/account/cookie.ts';
import { lookAtSignInCode, useSignInCode } from '#lib/server/account/use-sign-in-code.ts';
import { visitorOf } from '#lib/server/account/visitor.ts';
import { db } from '#lib/server/db/connection.ts';
import type { Actions, PageServerLoad } from './$types';

// The address is the secret: no copy of the page is kept, and no other site learns where one came from.
const discreet = { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' };

export const load: PageServerLoad = async ({ getClientAddress, params, setHeaders }) => {
	setHeaders(discreet);
	const seen = await lookAtSignInCode(db, params.code, getClientAddress());
	if (seen.ok) return { owner: seen.owner, refused: null, until: 0 };
	const until = seen.code === 'wait' ? seen.until.getTime() : 0;
	return { owner: null, refused: seen.code, until };
};

export const actions: Actions = {
	default: async (event) => {
		const answer = await useSignInCode(db, event.params.code, visitorOf(event));
		// The page is loaded again beside this answer, and says by itself what has become of the code.
		if (!answer.ok) return fail(400, { refused: answer.code });
		setSessionCookie(event.cookies, event.url, answer.made);
		redirect(303, answer.opens ?? homeOf(answer.actor));
	}
};
