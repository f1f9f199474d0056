import { error } from '@sveltejs/kit';
import { reportAt } from '#lib/server/report/report-file.ts';
import { shownTable } from '#lib/server/report/show-report.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const found = await reportAt(Number(params.fieldEvent), url.searchParams, locals.demo);
	if (!found) error(404, 'no-such-report');
	const { blocks, ...report } = found.report;
	return {
		report,
		texts: blocks.filter((one) => one.kind !== 'table'),
		tables: blocks.filter((one) => one.kind === 'table').map(({ table }) => shownTable(table)),
		back: `/events/${params.fieldEvent}/report${url.search}`
	};
};
