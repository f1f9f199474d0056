import { sql } from '#lib/server/db/connection.ts';
import { followUpFile } from '#lib/server/follow-up/follow-up-file.ts';
import { filterAsked } from '#lib/server/follow-up/show-follow-up.ts';
import { download } from '#lib/server/report/report-file.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8'
};

export const GET: RequestHandler = async ({ params, url }) => {
	const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx';
	const filter = filterAsked(url.searchParams);
	const file = await followUpFile(sql, Number(params.fieldEvent), filter, format);
	return download(file, TYPES[format], `theo-doi-ho-so.${format}`);
};
