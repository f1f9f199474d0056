import { error } from '@sveltejs/kit';
import { joinedAt } from '#lib/server/report/joined-file.ts';
import { paperReport } from '#lib/server/report/paper-report.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const found = await joinedAt(locals.actor, url.searchParams, locals.demo);
	if (!found) error(404, 'no-such-report');
	return { paper: paperReport(found.report), back: `/leader/report${url.search}` };
};
