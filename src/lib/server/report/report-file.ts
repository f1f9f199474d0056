import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import { documentOf, openReport } from './open-report.ts';
import type { ReportDocument } from './report-document.ts';

/** The report at an address as a document, with what its file is called; null when there is none. */
export async function reportAt(
	fieldEventId: number,
	query: URLSearchParams,
	demo: boolean
): Promise<{ report: ReportDocument; file: string } | null> {
	const at = (await hallTime()).now();
	const open = await openReport(db, sql, fieldEventId, query, at);
	if (!open) return null;
	const { kind, from } = open.reading.period;
	const last = open.version ? `ban-${open.version.no}` : dateInHall(at);
	return {
		report: await documentOf(db, fieldEventId, open, demo),
		file: `bao-cao-${kind}-${from}-${last}`
	};
}

/** A file as the browser saves it. @param name without letters that a header cannot carry */
export function download(body: BodyInit, type: string, name: string): Response {
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store'
		}
	});
}
