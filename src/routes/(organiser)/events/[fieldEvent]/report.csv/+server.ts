import { error } from '@sveltejs/kit';
import { sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { reportCsv } from '#lib/server/report/report-csv.ts';
import { reportFigures } from '#lib/server/report/report-figures.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
	const at = (await hallTime()).now();
	const report = await reportFigures(sql, Number(params.fieldEvent));
	if (!report) error(404, 'no-such-field-event');
	const name = `so-lieu-${dateInHall(at)}-${report.clock}.csv`;
	return new Response(reportCsv(report, at, locals.demo), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`
		}
	});
};
