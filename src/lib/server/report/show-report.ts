import type { Sql } from 'postgres';
import type { Database } from '#lib/server/account/database.ts';
import { asOf } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { checkName, periodText } from '#lib/i18n/report-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { count } from '#lib/i18n/format.ts';
import { brokenSums, sumChecks, type SumCheck } from './check-sums.ts';
import { chatText, publicCard } from './fast-report.ts';
import { askedReport, openReport, versionLines } from './open-report.ts';
import { outstandingText } from './outstanding-text.ts';
import { readReport } from './read-report.ts';
import { reportQuery } from './report-address.ts';
import { cellText, type ReportTable } from './report-table.ts';
import { reportTables } from './report-tables.ts';

/** A table as a page draws it: every cell is its text. */
export interface ShownTable {
	id: string;
	title: string;
	columns: { label: string; figure: boolean; width: number }[];
	rows: { key: string; tone: 'total' | 'part' | null; cells: string[] }[];
	empty: string;
	notes: string[];
}

export function shownTable({ rows, ...table }: ReportTable): ShownTable {
	return {
		...table,
		rows: rows.map(({ key, tone, cells }) => ({
			key,
			tone: tone ?? null,
			cells: cells.map(cellText)
		}))
	};
}

/** The report page: tables, checks, texts and frozen versions; null when there is nothing at the address. */
export async function showReport(
	db: Database,
	sql: Sql,
	fieldEventId: number,
	query: URLSearchParams,
	{ at, demo }: { at: number; demo: boolean }
) {
	const asked = await askedReport(db, fieldEventId, query, at);
	const open = asked && (await openReport(db, sql, fieldEventId, query, at));
	if (!asked || !open) return null;
	const { reading, version, settings, official } = open;
	const question = version
		? {
				...asked.question,
				kind: reading.period.kind,
				date: reading.dates[0] ?? reading.period.from
			}
		: asked.question;
	const now = version
		? (await readReport(sql, [fieldEventId], {
				period: reading.period,
				at,
				slotMinutes: reading.slotMinutes,
				grades: settings.grades
			}))!
		: reading;
	return {
		dates: asked.dates,
		question: { ...question, slotMinutes: reading.slotMinutes },
		query: reportQuery(question),
		period: periodText(reading.period),
		asOf: asOf(reading.at),
		clock: m.report_clock({ clock: reading.venues.map(({ clock }) => clock).join(', ') }),
		isEmpty: Object.values(reading.figures).every(({ inPeriod }) => inPeriod === 0),
		tables: reportTables(reading).map(shownTable),
		checks: { count: sumChecks(reading).length, broken: brokenTexts(brokenSums(reading)) },
		chat: chatText(reading, { official, demo }),
		card: publicCard(reading, { official, demo }),
		outstanding: outstandingText(open.outstanding),
		version: version && { no: version.no, official },
		letterhead: open.letterhead,
		fields: open.fields,
		grades: settings.grades,
		versions: (await versionLines(db, fieldEventId, now)).map((line) => ({
			...line,
			outstanding: outstandingText(line.outstanding)
		}))
	};
}

/** Where the parts do not come to their total, in words. */
export function brokenTexts(broken: readonly SumCheck[]): string[] {
	return broken.map(({ what, service, parts, total }) =>
		m.report_check_sides({
			what: checkName(what, service ? wordsIn(service) : ''),
			parts: count(parts),
			total: count(total),
			difference: count(Math.abs(parts - total))
		})
	);
}
