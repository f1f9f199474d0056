import { error } from '@sveltejs/kit';
import { reportDocx } from '#lib/server/report/report-docx.ts';
import { download } from '#lib/server/report/report-file.ts';
import { joinedAt } from '#lib/server/report/joined-file.ts';
import type { RequestHandler } from './$types';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const GET: RequestHandler = async ({ url, locals }) => {
	const found = await joinedAt(locals.actor, url.searchParams, locals.demo);
	if (!found) error(404, 'no-such-report');
	return download(await reportDocx(found.report), TYPE, `${found.file}.docx`);
};
