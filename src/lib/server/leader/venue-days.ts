import type { Sql, TransactionSql } from 'postgres';
import type { DayFigures } from '#lib/server/report/report-figures.ts';

/** One day of one field event: its four figures, and counted people by service. */
export interface VenueDay extends Omit<DayFigures, 'visitors' | 'cancelled'> {
	fieldEventId: number;
	/** Hall ms at which its first half begins; null where the day has no hours. */
	from: number | null;
	/** People counted, by service id. */
	byService: Record<string, number>;
}

/**
 * The days that have begun of several field events, counted by SQL over rows in one statement: complete also for those
 * that closed long ago and that no floor in memory knows. In order of field event and day.
 */
export async function venueDays(
	tx: Sql | TransactionSql,
	ids: readonly number[]
): Promise<VenueDay[]> {
	if (ids.length === 0) return [];
	const rows = await tx<
		(Omit<VenueDay, 'byService'> & { byService: Record<string, number> | null })[]
	>`
		with f as (
			select id, day, rules from field_event where id = any(${ids as number[]}::bigint[])
		), days as (
			select f.id, d.day, (f.rules->'days'->(d.day - 1)->'halves'->0->>'from')::float8 as "from"
			from f cross join lateral generate_series(1, greatest(1, f.day)) as d(day)
		), issued as (
			select field_event_id as id, day, count(*)::int as tickets, sum(party)::int as people
			from ticket where field_event_id in (select id from f) and not blank and not cancelled
			group by 1, 2
		), seen as (
			select field_event_id as id, day, sum(count)::int as visitors from visitors
			where field_event_id in (select id from f) and applied group by 1, 2
		), sat as (
			select u.field_event_id as id, t.day, count(*)::int as served from turn u
			join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			where u.field_event_id in (select id from f) and u.served and not t.blank group by 1, 2
		), done as (
			select r.field_event_id as id, r.day, x."serviceId" as service, sum(x.count)::int as n
			from recorded r
			cross join lateral jsonb_to_recordset(r.results) as x("serviceId" text, outcome text, count int)
			join service s on s.field_event_id = r.field_event_id and s.id = x."serviceId"
				and s.counts = x.outcome
			where r.field_event_id in (select id from f) and r.applied group by 1, 2, 3
		), sums as (
			select id, day, sum(n)::int as results, jsonb_object_agg(service, n) as by_service
			from done group by 1, 2
		)
		select days.id as "fieldEventId", days.day, days."from",
			(coalesce(people, 0) + coalesce(visitors, 0))::int as people,
			coalesce(tickets, 0)::int as tickets, coalesce(served, 0)::int as served,
			coalesce(results, 0)::int as results, by_service as "byService"
		from days left join issued using (id, day) left join seen using (id, day)
			left join sat using (id, day) left join sums using (id, day)
		order by days.id, days.day`;
	return rows.map((row) => ({
		...row,
		fieldEventId: Number(row.fieldEventId),
		byService: row.byService ?? {}
	}));
}
