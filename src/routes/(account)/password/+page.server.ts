import { error, fail } from '@sveltejs/kit';
import { homeOf } from '#lib/server/account/actor.ts';
import { PASSWORD_MIN } from '#lib/server/account/password.ts';
import { needsPresentPassword, setOwnPassword } from '#lib/server/account/set-own-password.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { db } from '#lib/server/db/connection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, session } }) => {
	if (!session) error(401, 'signed-out');
	return {
		least: PASSWORD_MIN,
		asksPresent: await needsPresentPassword(db, session),
		home: homeOf(actor)
	};
};

export const actions: Actions = {
	default: async ({ locals: { actor, session }, request, getClientAddress }) => {
		if (!session || actor.kind === 'nobody') error(401, 'signed-out');
		const form = await request.formData();
		const typed = { current: textOf(form, 'current'), password: textOf(form, 'password') };
		const who = { session, actor, address: getClientAddress() };
		const answer = await setOwnPassword(db, who, typed);
		if (answer.ok) return { done: true as const };
		if ('refused' in answer) return fail(400, { refused: answer.refused });
		const until = answer.code === 'wait' ? answer.until.getTime() : 0;
		return fail(429, { code: answer.code, until });
	}
};
