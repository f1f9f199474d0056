import { error } from '@sveltejs/kit';
import { sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { reportCsv, tablesCsv } from '#lib/server/report/report-csv.ts';
import { reportFigures } from '#lib/server/report/report-figures.ts';
import { download, reportAt } from '#lib/server/report/report-file.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import type { RequestHandler } from './$types';

const TYPE = 'text/csv; charset=utf-8';

/** Without a query all figures of the field event; with the query of the report page its tables. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const id = Number(params.fieldEvent);
	if (url.searchParams.has('kind')) {
		const found = await reportAt(id, url.searchParams, locals.demo);
		if (!found) error(404, 'no-such-report');
		return download(tablesCsv(found.report), TYPE, `${found.file}.csv`);
	}
	const at = (await hallTime()).now();
	const report = await reportFigures(sql, id);
	if (!report) error(404, 'no-such-field-event');
	const name = `so-lieu-${dateInHall(at)}-${report.clock}.csv`;
	return download(reportCsv(report, at, locals.demo), TYPE, name);
};
