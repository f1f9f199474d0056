import type { Sql, TransactionSql } from 'postgres';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import { readIncidents, type Incident } from '#lib/server/incident/read-incidents.ts';
import { readFollowUpFigures } from '#lib/server/follow-up/follow-up-figures.ts';
import { countFlow } from './count-flow.ts';
import { countSatisfaction } from './count-satisfaction.ts';
import { countFigures, countReasons, countServices } from './count-totals.ts';
import { countTallies } from './count-tallies.ts';
import { countUnits } from './count-units.ts';
import type { Period } from './period.ts';
import type { GradeBounds, JoinedReading, ReportReading, VenueReading } from './reading.ts';
import { daysOf, type Scope } from './scope.ts';
import { sharedReading } from './shared-reading.ts';

/** What a report is to read. */
export interface Wanted {
	period: Period;
	/** Hall time of the reading, ms. */
	at: number;
	slotMinutes: 30 | 60;
	grades: GradeBounds & { areDefault: boolean };
}

/**
 * Counts one or several field events for a period by SQL over their rows, all in one snapshot with the clocks at which
 * it is true. Several are counted as one: the sum of a province, with true medians over all of them.
 * @param ids without repetition; those that do not exist are left out. Null when none exists.
 */
export async function readReport(
	sql: Sql,
	ids: readonly number[],
	wanted: Wanted
): Promise<ReportReading | null> {
	return await sharedReading(sql, asking('report', ids, wanted), (tx) =>
		readReportIn(tx, ids, wanted)
	);
}

/**
 * A report over several field events: the sum, and figures and services of each, in one snapshot.
 * @param ids at least one, without repetition
 */
export async function readJoinedReport(
	sql: Sql,
	ids: readonly number[],
	wanted: Wanted
): Promise<JoinedReading | null> {
	return await sharedReading(sql, asking('joined', ids, wanted), (tx) =>
		readJoinedIn(tx, ids, wanted)
	);
}

function asking(what: string, ids: readonly number[], { at, ...wanted }: Wanted) {
	return { asked: `${what} ${JSON.stringify(wanted)}`, ids, at };
}

/** As `readJoinedReport`, inside a transaction whose snapshot is the caller's. */
export async function readJoinedIn(
	tx: TransactionSql,
	ids: readonly number[],
	wanted: Wanted
): Promise<JoinedReading | null> {
	const sum = await readReportIn(tx, ids, wanted);
	if (!sum) return null;
	const venues: VenueReading[] = [];
	for (const venue of sum.venues) {
		const scope = { tx, ids: [venue.id], period: wanted.period };
		const figures = await countFigures(scope);
		venues.push({ venues: [venue], figures, services: await countServices(scope) });
	}
	return { sum, venues };
}

/** As `readReport`, inside a transaction whose snapshot is the caller's. */
export async function readReportIn(
	tx: TransactionSql,
	ids: readonly number[],
	{ period, at, slotMinutes, grades }: Wanted
): Promise<ReportReading | null> {
	const venues = await tx<ReportReading['venues']>`
		select id, name, place, clock from field_event join floor_clock on field_event_id = id
		where id = any(${[...ids]}::bigint[]) order by array_position(${[...ids]}::bigint[], id)`;
	if (venues.length === 0) return null;
	const scope = { tx, ids: venues.map(({ id }) => id), period };
	const dates = await tx<{ date: string }[]>`
		select distinct date from (${daysOf(scope)}) days where in_period order by date`;
	return {
		version: 1,
		venues: venues.map((venue) => ({ ...venue })),
		period,
		dates: dates.map(({ date }) => date),
		at,
		slotMinutes,
		figures: await countFigures(scope),
		services: await countServices(scope),
		units: await countUnits(scope),
		reasons: await countReasons(scope),
		flow: await countFlow(scope, slotMinutes, at),
		grades,
		satisfaction: await countSatisfaction(scope),
		tallies: await countTallies(scope),
		followUp: await readFollowUpFigures(tx, scope.ids, period.to),
		incidents: await incidentsOf(scope, at)
	};
}

async function incidentsOf({ tx, ids, period }: Scope, at: number): Promise<Incident[]> {
	const all = await readIncidents(tx, ids, at);
	return all.filter(({ from, leftOut }) => {
		const date = dateInHall(from);
		return !leftOut && date >= period.from && date <= period.to;
	});
}
