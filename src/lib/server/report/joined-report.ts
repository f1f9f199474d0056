import { inArray } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { AccountActor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import type { HandFields, Letterhead } from '#lib/server/db/report.schema.ts';
import { venuesOf, type Venue } from '#lib/server/leader/venues.ts';
import { changedFigures } from './compare-readings.ts';
import {
	findJoinedVersion,
	freezeJoined,
	joinedVersionsOf,
	takeJoined,
	type JoinedVersion
} from './joined-versions.ts';
import { changeText, documentOf, openReport, questionOf, type OpenReport } from './open-report.ts';
import { periodOf, type Period } from './period.ts';
import { readJoinedReport, type Wanted } from './read-report.ts';
import type { ReportReading, VenueReading } from './reading.ts';
import type { JoinedQuestion } from './report-address.ts';
import { reportDocument, type ReportDocument } from './report-document.ts';
import { HAND_FIELDS, readFields, readSettings } from './report-rows.ts';
import { reportTables } from './report-tables.ts';
import type { ReportTable } from './report-table.ts';
import { venueTables } from './tables/venue-tables.ts';

/**
 * A report over one field event or several, of those that somebody may see. One field event is
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
	/** The frozen version over several that is shown; null: the figures of now. */
	version: JoinedVersion | null;
}

/** Which field events, of which dates, an address asks for; null when nothing of it may be seen by this person. */
async function askedJoined(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	query: URLSearchParams,
	at: number
) {
	const offered = await venuesOf(sql, actor);
	const asked = query.getAll('of');
	const some = offered.filter(({ id }) => asked.includes(String(id)));
	const ids = (some.length > 0 ? some : offered).map(({ id }) => id);
	if (ids.length === 0) return null;
	const dates = await datesOf(db, ids);
	const usual = query.has('kind') ? query : new URLSearchParams([...query, ['kind', 'whole']]);
	const question: JoinedQuestion = { ...questionOf(usual, dates, at), ids };
	return { offered, ids, dates, usual, question };
}

/** Reads what an address asks for (`?of=1&of=2&kind=whole`); null when nothing of it may be seen by this person. */
export async function openJoinedReport(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	query: URLSearchParams,
	at: number
): Promise<JoinedReport | null> {
	const asked = await askedJoined(db, sql, actor, query, at);
	if (!asked) return null;
	const { offered, ids, dates, question } = asked;
	if (ids.length === 1) {
		const single = await openReport(db, sql, ids[0]!, asked.usual, at);
		if (!single) return null;
		const { reading } = single;
		return { offered, dates, question, sum: reading, venues: [reading], single, version: null };
	}
	if (question.version !== null) {
		const version = await findJoinedVersion(db, ids, question.version);
		return version && { offered, dates, question, ...version.figures, single: null, version };
	}
	const read = await readJoinedReport(sql, ids, await wantedOf(db, asked, at));
	return read && { offered, dates, question, ...read, single: null, version: null };
}

type Asked = NonNullable<Awaited<ReturnType<typeof askedJoined>>>;

async function wantedOf(
	db: Database,
	{ ids, dates, question }: Asked,
	at: number
): Promise<Wanted> {
	const { grades } = await readSettings(db, ids[0]!);
	const period = periodOf(question.kind, dates, question.date);
	return { period, at, slotMinutes: question.slotMinutes, grades };
}

/** Freezes the report over several field events that an address asks for; null when there are not several. */
export async function freezeJoinedAsked(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	query: URLSearchParams,
	at: number
): Promise<number | null> {
	const asked = await askedJoined(db, sql, actor, query, at);
	if (!asked || asked.ids.length < 2) return null;
	return freezeJoined(sql, asked.ids, await wantedOf(db, asked, at), actor.accountId);
}

/** Takes responsibility for a frozen version over the field events that an address names; false when it is no draft. */
export async function takeJoinedAsked(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	query: URLSearchParams,
	{ no, at, now }: { no: number; at: number; now: Date }
): Promise<boolean> {
	const asked = await askedJoined(db, sql, actor, query, at);
	const version = asked && (await findJoinedVersion(db, asked.ids, no));
	if (!asked || !version) return false;
	const { sum, venues } = version.figures;
	const words = await textsOf(db, venues, sum.period);
	return takeJoined(db, asked.ids, no, { accountId: actor.accountId, now }, words);
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

/** The report as a document. Several stand under the first letterhead that somebody has filled in. */
export async function joinedDocument(
	db: Database,
	report: JoinedReport,
	demo: boolean
): Promise<ReportDocument> {
	const { single, sum, venues, question } = report;
	if (single) return await documentOf(db, question.ids[0]!, single, demo);
	const { version } = report;
	const now = await textsOf(db, venues, sum.period);
	const versions = await joinedVersionsOf(db, question.ids, sum.period);
	const before = versions.filter(({ no }) => version === null || no < version.no).at(-1);
	const document = reportDocument(sum, {
		letterhead: version?.letterhead ?? now.letterhead,
		fields: version?.fields ?? now.fields,
		draft: (version?.responsible ?? null) === null,
		demo,
		later: before
			? {
					no: before.no,
					at: before.at,
					changes: changedFigures(before.figures.sum, sum).map(changeText)
				}
			: null
	});
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
	const no = question.version;
	return `bao-cao-${of}${sum.period.kind}-${sum.period.from}-${no === null ? today : `ban-${no}`}`;
}
