import type { Sql } from 'postgres';
import type { Database } from '#lib/server/account/database.ts';
import type { HandFields, Letterhead } from '#lib/server/db/report.schema.ts';
import { asOf } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import { changedFigures, type ChangedFigure } from './compare-readings.ts';
import { outstandingOf, type Outstanding } from './outstanding.ts';
import { periodOf, REPORT_KINDS, type Period, type ReportKind } from './period.ts';
import { readReport } from './read-report.ts';
import type { ReportReading } from './reading.ts';
import { reportDocument, type ReportDocument } from './report-document.ts';
import {
	accountNames,
	findVersion,
	readFields,
	readSettings,
	versionsOf,
	type ReportSettings,
	type ReportVersion
} from './report-rows.ts';

/** Which report an address asks for: `?kind=daily&date=2023-10-14&slots=30`, or `?version=3`. */
export interface ReportQuestion {
	kind: ReportKind;
	date: string;
	slotMinutes: 30 | 60;
	version: number | null;
}

/** One report as it is looked at: as of now, or a frozen version. */
export interface OpenReport {
	reading: ReportReading;
	version: ReportVersion | null;
	settings: ReportSettings;
	letterhead: Letterhead;
	fields: HandFields;
	outstanding: Outstanding;
	official: boolean;
}

/**
 * Reads what an address asks for. What it leaves out, or asks for in vain, is a fast report of today's day of the field
 * event (of its last day before now, else of its first).
 * @param dates of the field event's days
 */
export function questionOf(
	query: URLSearchParams,
	dates: readonly string[],
	at: number
): ReportQuestion {
	const today = dateInHall(at);
	const usual = dates.filter((date) => date <= today).at(-1) ?? dates[0] ?? today;
	const asked = query.get('date') ?? '';
	const version = query.get('version') ?? '';
	return {
		kind: REPORT_KINDS.find((kind) => kind === query.get('kind')) ?? 'fast',
		date: dates.includes(asked) ? asked : usual,
		slotMinutes: query.get('slots') === '30' ? 30 : 60,
		version: /^\d{1,6}$/.test(version) ? Number(version) : null
	};
}

/** The dates of a field event and what an address asks for; null when there is no such field event. */
export async function askedReport(
	db: Database,
	fieldEventId: number,
	query: URLSearchParams,
	at: number
): Promise<{ dates: string[]; question: ReportQuestion; period: Period } | null> {
	const row = await findFieldEvent(db, fieldEventId);
	if (!row) return null;
	const dates = row.rules.days.map(({ date }) => date);
	const question = questionOf(query, dates, at);
	return { dates, question, period: periodOf(question.kind, dates, question.date) };
}

/** Opens the report that an address asks for; null when there is no such field event or version. */
export async function openReport(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	query: URLSearchParams,
	at: number
): Promise<OpenReport | null> {
	const asked = await askedReport(db, fieldEventId, query, at);
	if (!asked) return null;
	const { question, period } = asked;
	const settings = await readSettings(db, fieldEventId);
	if (question.version !== null) {
		const version = await findVersion(db, fieldEventId, question.version);
		if (!version) return null;
		const reading = version.figures;
		return {
			reading,
			version,
			settings,
			letterhead: version.letterhead ?? settings.letterhead,
			fields: version.fields ?? (await readFields(db, fieldEventId, reading.period)),
			outstanding: version.outstanding,
			official: version.responsible !== null
		};
	}
	const { slotMinutes } = question;
	const wanted = { period, at, slotMinutes, grades: settings.grades };
	const reading = await readReport(sql, [fieldEventId], wanted);
	if (!reading) return null;
	return {
		reading,
		version: null,
		settings,
		letterhead: settings.letterhead,
		fields: await readFields(db, fieldEventId, period),
		outstanding: await outstandingOf(sql, fieldEventId),
		official: false
	};
}

/** The open report as a document; it tells what changed since the frozen version before it. */
export async function documentOf(
	db: Database,
	fieldEventId: number,
	{ reading, version, letterhead, fields, official }: OpenReport,
	demo: boolean
): Promise<ReportDocument> {
	const versions = await versionsOf(db, fieldEventId, reading.period);
	const before = versions.filter(({ no }) => version === null || no < version.no).at(-1);
	return reportDocument(reading, {
		letterhead,
		fields,
		draft: !official,
		demo,
		later: before
			? {
					no: before.no,
					at: before.at,
					changes: changedFigures(before.figures, reading).map(changeText)
				}
			: null
	});
}

export function changeText(change: ChangedFigure): string {
	return m.report_change({ ...change });
}

/** A frozen version as a list shows it, with what changed after it: in the next version, or until now. */
export interface VersionLine {
	no: number;
	asOf: string;
	clock: number;
	frozenBy: string;
	responsible: { name: string; at: number } | null;
	outstanding: Outstanding;
	/** The next version's number; null: compared with the figures of now. */
	next: number | null;
	changes: string[];
}

/**
 * The frozen versions of the report that is open, the newest first.
 * @param now the figures of now for the same kind and period
 */
export async function versionLines(
	db: Database,
	fieldEventId: number,
	now: ReportReading
): Promise<VersionLine[]> {
	const versions = await versionsOf(db, fieldEventId, now.period);
	const names = await accountNames(db);
	const nameOf = (id: string) => names.get(id) ?? m.report_version_nobody();
	return versions
		.map((version, i) => {
			const next = versions[i + 1];
			const after = next?.figures ?? now;
			return {
				no: version.no,
				asOf: asOf(version.at),
				clock: version.clock,
				frozenBy: nameOf(version.frozenBy),
				responsible:
					version.responsible === null
						? null
						: { name: nameOf(version.responsible), at: version.responsibleAt!.getTime() },
				outstanding: version.outstanding,
				next: next?.no ?? null,
				changes: changedFigures(version.figures, after).map(changeText)
			};
		})
		.reverse();
}
