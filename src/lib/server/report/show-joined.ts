import type { Sql } from 'postgres';
import type { AccountActor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { asOf } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { periodText } from '#lib/i18n/report-words.ts';
import { brokenSums, sumChecks, venueChecks } from './check-sums.ts';
import { joinedTables, openJoinedReport } from './joined-report.ts';
import { joinedQuery } from './report-address.ts';
import { versionsOf } from './report-rows.ts';
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
	const { offered, dates, question, sum, venues, single } = open;
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
		version: single?.version?.no ?? null,
		versions: frozen
			.map(({ no, at, responsible }) => ({ no, asOf: asOf(at), official: responsible !== null }))
			.reverse(),
		tables: joinedTables(open).map(shownTable),
		checks: {
			count: sumChecks(sum).length + between.length,
			broken: brokenTexts(broken)
		}
	};
}
