import { error } from '@sveltejs/kit';
import { joinedAt } from '#lib/server/report/joined-file.ts';
import { tablesCsv } from '#lib/server/report/report-csv.ts';
import { download } from '#lib/server/report/report-file.ts';
import type { RequestHandler } from './$types';

const TYPE = 'text/csv; charset=utf-8';

export const GET: RequestHandler = async ({ url, locals }) => {
	const found = await joinedAt(locals.actor, url.searchParams, locals.demo);
	if (!found) error(404, 'no-such-report');
	return download(tablesCsv(found.report), TYPE, `${found.file}.csv`);
};
