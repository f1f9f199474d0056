import { fail, redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/server/account/actor.ts';
import { safeNext } from '#lib/server/account/authorise.ts';
import { setSessionCookie } from '#lib/server/account/cookie.ts';
import { signIn } from '#lib/server/account/sign-in.ts';
import { useSignInCode } from '#lib/server/account/use-sign-in-code.ts';
import { textOf, visitorOf } from '#lib/server/account/visitor.ts';
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
		const form = await event.request.formData();
		const signInName = textOf(form, 'signInName').slice(0, 100);
		const password = textOf(form, 'password');
		const kept = { way: 'password' as const, signInName };
		if (signInName.trim() === '') return fail(400, { ...kept, refused: 'missing-name' as const });
		if (password === '') return fail(400, { ...kept, refused: 'missing-password' as const });
		const answer = await signIn(db, { signInName, password }, visitorOf(event));
		if (!answer.ok) {
			const until = answer.code === 'wait' ? answer.until.getTime() : 0;
			return fail(answer.code === 'wrong' ? 401 : 429, { ...kept, refused: answer.code, until });
		}
		setSessionCookie(event.cookies, event.url, answer.made);
		redirect(303, safeNext(textOf(form, 'next'), homeOf(answer.actor)));
	},
	code: async (event) => {
		const form = await event.request.formData();
		const code = textOf(form, 'code').slice(0, 500);
		const answer = await useSignInCode(db, code, visitorOf(event));
		if (!answer.ok) {
			const until = answer.code === 'wait' ? answer.until.getTime() : 0;
			return fail(400, { way: 'code' as const, code, refused: answer.code, until });
		}
		setSessionCookie(event.cookies, event.url, answer.made);
		const home = answer.opens ?? homeOf(answer.actor);
		redirect(303, safeNext(textOf(form, 'next'), home));
	}
};
