import type { Sql } from 'postgres';
import type { AccountActor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { asOf } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { periodText } from '#lib/i18n/report-words.ts';
import { changedFigures } from './compare-readings.ts';
import { brokenSums, sumChecks, venueChecks } from './check-sums.ts';
import { joinedTables, openJoinedReport, type JoinedReport } from './joined-report.ts';
import { joinedVersionsOf } from './joined-versions.ts';
import { changeText } from './open-report.ts';
import { outstandingText } from './outstanding-text.ts';
import { outstandingOf, type Outstanding } from './outstanding.ts';
import type { ReportReading } from './reading.ts';
import { joinedQuery, type JoinedQuestion } from './report-address.ts';
import { accountNames, versionsOf } from './report-rows.ts';
import { brokenTexts, shownTable } from './show-report.ts';

/** The page of a report over some field events; null when this person may see none of them. */
export async function showJoinedReport(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	query: URLSearchParams,
	at: number
) {
	const open = await openJoinedReport(db, sql, actor, query, at);
	if (!open) return null;
	const { offered, dates, question, sum, venues, single, version } = open;
	const between = single ? [] : venueChecks(sum, venues);
	const broken = [...brokenSums(sum), ...between.filter(({ parts, total }) => parts !== total)];
	const frozen = single ? await versionsOf(db, question.ids[0]!, sum.period) : [];
	return {
		offered: offered.map(({ id, name, place }) => ({ id, name, place })),
		dates,
		question: { ...question, kind: sum.period.kind },
		query: joinedQuery({ ...question, kind: sum.period.kind }),
		period: periodText(sum.period),
		asOf: asOf(sum.at),
		clock: m.report_clock({ clock: sum.venues.map(({ clock }) => clock).join(', ') }),
		names: sum.venues.map(({ name }) => name),
		version: single?.version?.no ?? version?.no ?? null,
		official: (single?.version ?? version)?.responsible != null,
		versions: frozen
			.map(({ no, at, responsible }) => ({ no, asOf: asOf(at), official: responsible !== null }))
			.reverse(),
		/** Of several; one field event is frozen on its own page. */
		freezing: single ? null : await showFreezing(db, sql, actor, open, at),
		tables: joinedTables(open).map(shownTable),
		checks: {
			count: sumChecks(sum).length + between.length,
			broken: brokenTexts(broken)
		}
	};
}

/** What is frozen of several field events, and, for whoever may freeze, what is not in yet. */
async function showFreezing(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	{ question, sum, venues, version }: JoinedReport,
	at: number
) {
	const versions = await joinedVersionsOf(db, question.ids, sum.period);
	const may = actor.role === 'organiser';
	const named = ({ name, outstanding }: { name: string; outstanding: Outstanding }) =>
		outstandingText(outstanding).map((line) => m.joined_open_at({ name, line }));
	const open: string[] = [];
	for (const { venues: own } of may ? venues : []) {
		const { id, name } = own[0]!;
		open.push(...named({ name, outstanding: await outstandingOf(sql, id) }));
	}
	const newest = versions.at(-1);
	const now = version && newest ? await readAgain(db, sql, actor, question, at) : sum;
	const names = await accountNames(db);
	const nameOf = (id: string) => names.get(id) ?? m.report_version_nobody();
	const lines = versions.map((one, i) => {
		const next = versions[i + 1];
		return {
			no: one.no,
			asOf: asOf(one.at),
			clock: one.figures.sum.venues.map(({ clock }) => clock).join(', '),
			frozenBy: nameOf(one.frozenBy),
			responsible:
				one.responsible === null
					? null
					: { name: nameOf(one.responsible), at: one.responsibleAt!.getTime() },
			outstanding: one.outstanding.flatMap(named),
			next: next?.no ?? null,
			changes: changedFigures(one.figures.sum, next?.figures.sum ?? now).map(changeText)
		};
	});
	return { may, outstanding: open, versions: lines.reverse() };
}

/** The figures of now for the question of a frozen version. */
async function readAgain(
	db: Database,
	sql: Sql,
	actor: AccountActor,
	question: JoinedQuestion,
	at: number
): Promise<ReportReading> {
	const query = new URLSearchParams(joinedQuery({ ...question, version: null }));
	return (await openJoinedReport(db, sql, actor, query, at))!.sum;
}
