import { error } from '@sveltejs/kit';
import { paperReport } from '#lib/server/report/paper-report.ts';
import { reportAt } from '#lib/server/report/report-file.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const found = await reportAt(Number(params.fieldEvent), url.searchParams, locals.demo);
	if (!found) error(404, 'no-such-report');
	const back = `/events/${params.fieldEvent}/report${url.search}`;
	return { paper: paperReport(found.report), back };
};
