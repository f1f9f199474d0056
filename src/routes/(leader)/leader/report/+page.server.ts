import { error } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { showJoinedReport } from '#lib/server/report/show-joined.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { actor } }) => {
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const at = (await hallTime()).now();
	const me = { name: actor.name, role: actor.role };
	return { me, report: await showJoinedReport(db, sql, actor, url.searchParams, at) };
};
