import { redirect } from '@sveltejs/kit';
import { clearSessionCookie } from '#lib/server/account/cookie.ts';
import { signOut } from '#lib/server/account/sign-out.ts';
import { db } from '#lib/server/db/connection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor } }) => {
	if (actor.kind === 'nobody') redirect(303, '/sign-in');
	return { name: actor.name };
};

export const actions: Actions = {
	default: async ({ cookies, locals: { actor, session }, url }) => {
		if (session) await signOut(db, session, actor);
		clearSessionCookie(cookies, url);
		redirect(303, '/sign-in?why=signed-out');
	}
};
