import { inArray } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { AccountActor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import type { HandFields, Letterhead } from '#lib/server/db/report.schema.ts';
import { venuesOf, type Venue } from '#lib/server/leader/venues.ts';
import { documentOf, openReport, questionOf, type OpenReport } from './open-report.ts';
import { periodOf, type Period } from './period.ts';
import { readJoinedReport } from './read-report.ts';
import type { ReportReading, VenueReading } from './reading.ts';
import type { JoinedQuestion } from './report-address.ts';
import { reportDocument, type ReportDocument } from './report-document.ts';
import { HAND_FIELDS, readFields, readSettings } from './report-rows.ts';
import { reportTables } from './report-tables.ts';
import type { ReportTable } from './report-table.ts';
import { venueTables } from './tables/venue-tables.ts';

/**
 * A report that is only looked at, over one field event or several, of those that somebody may see. One field event is
 * read as its own report, frozen versions included; several are read as one, in one snapshot.
 */
export interface JoinedReport {
	/** Every field event that may be chosen. */
	offered: Venue[];
	dates: string[];
	question: JoinedQuestion;
	sum: ReportReading;
	/** One reading for each that was chosen. */
	venues: VenueReading[];
	/** The report of the only one that was chosen; null for several. */
	single: OpenReport | null;
}

/** Reads what an address asks for (`?of=1&of=2&kind=whole`); null when nothing of it may be seen by this person. */
export async function openJoinedReport(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	query: URLSearchParams,
	at: number
): Promise<JoinedReport | null> {
	const offered = await venuesOf(sql, actor);
	const asked = query.getAll('of');
	const some = offered.filter(({ id }) => asked.includes(String(id)));
	const ids = (some.length > 0 ? some : offered).map(({ id }) => id);
	if (ids.length === 0) return null;
	const dates = await datesOf(db, ids);
	const usual = query.has('kind') ? query : new URLSearchParams([...query, ['kind', 'whole']]);
	const question: JoinedQuestion = { ...questionOf(usual, dates, at), ids };
	if (ids.length === 1) {
		const single = await openReport(db, sql, ids[0]!, usual, at);
		if (!single) return null;
		const { reading } = single;
		return { offered, dates, question, sum: reading, venues: [reading], single };
	}
	const period = periodOf(question.kind, dates, question.date);
	const { grades } = await readSettings(db, ids[0]!);
	const wanted = { period, at, slotMinutes: question.slotMinutes, grades };
	const read = await readJoinedReport(sql, ids, wanted);
	return read && { offered, dates, question, sum: read.sum, venues: read.venues, single: null };
}

/** The days of some field events together, each date once, in order. */
async function datesOf(db: Database, ids: number[]): Promise<string[]> {
	const rows = await db
		.select({ rules: fieldEvent.rules })
		.from(fieldEvent)
		.where(inArray(fieldEvent.id, ids));
	return [...new Set(rows.flatMap(({ rules }) => rules.days.map(({ date }) => date)))].sort();
}

/** Its tables: those of the sum, and of several field events each beside the others. */
export function joinedTables({ sum, venues, single }: JoinedReport): ReportTable[] {
	return single ? reportTables(sum) : [...reportTables(sum), ...venueTables(sum, venues)];
}

/** The report as a document. Several are always a draft, under the first letterhead that somebody has filled in. */
export async function joinedDocument(
	db: Database,
	report: JoinedReport,
	demo: boolean
): Promise<ReportDocument> {
	const { single, sum, venues, question } = report;
	if (single) return await documentOf(db, question.ids[0]!, single, demo);
	const { letterhead, fields } = await textsOf(db, venues, sum.period);
	const document = reportDocument(sum, { letterhead, fields, draft: true, demo, later: null });
	return {
		...document,
		blocks: [
			...document.blocks,
			...venueTables(sum, venues).map((table) => ({ kind: 'table' as const, table }))
		]
	};
}

/** What was written by hand for each of them, under the name of each. */
async function textsOf(db: Database, venues: readonly VenueReading[], period: Period) {
	const texts: { name: string; fields: HandFields; letterhead: Letterhead }[] = [];
	for (const { venues: own } of venues) {
		const { id, name } = own[0]!;
		const { letterhead } = await readSettings(db, id);
		texts.push({ name, letterhead, fields: await readFields(db, id, period) });
	}
	const together = (field: keyof HandFields) =>
		texts
			.filter(({ fields }) => fields[field] !== '')
			.map(({ name, fields }) => `${name}: ${fields[field]}`)
			.join('\n');
	const fields = Object.fromEntries(HAND_FIELDS.map((field) => [field, together(field)]));
	const filled = texts.find(({ letterhead }) => letterhead.place !== '') ?? texts[0]!;
	return { letterhead: filled.letterhead, fields: fields as unknown as HandFields };
}

/** What its file is called, without an ending. */
export function joinedFile({ question, sum }: JoinedReport, today: string): string {
	const of = question.ids.length > 1 ? `tong-hop-${question.ids.length}-diem-` : '';
	return `bao-cao-${of}${sum.period.kind}-${sum.period.from}-${today}`;
}
