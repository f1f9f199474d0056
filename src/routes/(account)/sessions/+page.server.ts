import { error } from '@sveltejs/kit';
import { sessionsOf } from '#lib/server/account/session.ts';
import { signOut, signOutElsewhere } from '#lib/server/account/sign-out.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { db } from '#lib/server/db/connection.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { session } }) => {
	if (!session) error(401, 'signed-out');
	const sessions = await sessionsOf(db, session.accountId);
	return {
		sessions: sessions.map(({ id, device, createdAt, absoluteExpiresAt }) => ({
			id,
			device,
			createdAt: createdAt.getTime(),
			absoluteExpiresAt: absoluteExpiresAt.getTime(),
			isThis: id === session.id
		}))
	};
};

export const actions: Actions = {
	end: async ({ locals: { actor, session }, request }) => {
		if (!session) error(401, 'signed-out');
		const id = textOf(await request.formData(), 'id');
		const ended = await signOut(db, { id, accountId: session.accountId }, actor);
		return { ended: ended ? 1 : 0 };
	},
	endOthers: async ({ locals: { actor, session } }) => {
		if (!session) error(401, 'signed-out');
		return { ended: await signOutElsewhere(db, session, actor) };
	}
};
