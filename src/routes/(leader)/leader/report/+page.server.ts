import { error } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { freezeJoinedAsked, takeJoinedAsked } from '#lib/server/report/joined-report.ts';
import { showJoinedReport } from '#lib/server/report/show-joined.ts';
import { leadingBack } from '#lib/server/setup/leading-back.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const now = async () => (await hallTime()).now();
const actorOf = ({ locals }: Pick<RequestEvent, 'locals'>) =>
	locals.actor.kind === 'account' ? locals.actor : error(401, 'signed-out');

export const load: PageServerLoad = async ({ url, locals }) => {
	const actor = actorOf({ locals });
	const me = { name: actor.name, role: actor.role };
	return { me, report: await showJoinedReport(db, sql, actor, url.searchParams, await now()) };
};

export const actions: Actions = {
	freeze: leadingBack(async (event) => {
		await freezeJoinedAsked(db, sql, actorOf(event), event.url.searchParams, await now());
		return null;
	}),
	take: leadingBack(async (event, form) => {
		const asked = { no: Number(form.get('no')), at: await now(), now: new Date() };
		const taken = await takeJoinedAsked(db, sql, actorOf(event), event.url.searchParams, asked);
		return taken ? null : { refused: {}, typed: { form: 'take' } };
	})
};
