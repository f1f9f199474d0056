import { db, sql } from '#lib/server/db/connection.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import { joinedDocument, joinedFile, openJoinedReport } from './joined-report.ts';
import type { ReportDocument } from './report-document.ts';

/** The report over some field events at an address as a document, with its file's name; null when there is none. */
export async function joinedAt(
	actor: Actor,
	query: URLSearchParams,
	demo: boolean
): Promise<{ report: ReportDocument; file: string } | null> {
	if (actor.kind === 'nobody') return null;
	const at = (await hallTime()).now();
	const open = await openJoinedReport(db, sql, actor, query, at);
	if (!open) return null;
	const report = await joinedDocument(db, open, demo);
	return { report, file: joinedFile(open, dateInHall(at)) };
}
