import type { Sql, TransactionSql } from 'postgres';
import {
	satisfactionFigures,
	type SatisfactionDay
} from '#lib/server/opinion/satisfaction-figures.ts';
import { reportFiguresIn, type ReportFigures } from '#lib/server/report/report-figures.ts';

/** Waits of one service on one day, from due to call: of turns that were called. */
export interface WaitFigures {
	day: number;
	serviceId: string;
	/** Turns called. */
	called: number;
	/** The middle and the 90th percentile, in whole seconds. */
	medianS: number;
	p90S: number;
}

/** Everything that the feed tells of a field event, as of one clock. */
export interface FeedFigures {
	fieldEventId: number;
	status: 'open' | 'closed';
	report: ReportFigures;
	waits: WaitFigures[];
	satisfaction: SatisfactionDay[];
}

/** A field event in the list of them. */
export interface FeedEvent {
	id: string;
	name: string;
	place: string;
	organiser: string;
	status: 'open' | 'closed';
	day: number;
	clock: number;
}

/** Reads all figures of a field event in one snapshot; null when there is none that has opened. */
export async function feedFigures(sql: Sql, fieldEventId: number): Promise<FeedFigures | null> {
	return (await sql.begin('isolation level repeatable read read only', async (tx) => {
		const [event] = await tx<{ status: FeedFigures['status'] }[]>`
			select status from field_event where id = ${fieldEventId} and status <> 'draft'`;
		const report = event && (await reportFiguresIn(tx, fieldEventId));
		if (!event || !report) return null;
		const waits = await countWaits(tx, fieldEventId);
		const { days } = await satisfactionFigures(tx, fieldEventId);
		return { fieldEventId, status: event.status, report, waits, satisfaction: days };
	})) as FeedFigures | null;
}

/** The field events that have opened, the newest first. */
export async function feedEvents(sql: Sql): Promise<FeedEvent[]> {
	return await sql<FeedEvent[]>`
		select id::text as id, name, place, organiser, status, day::int as day, clock::float8 as clock
		from field_event join floor_clock on field_event_id = id
		where status <> 'draft' order by created_at desc, id`;
}

/**
 * What must have changed before a figure can: the clock, and the two things that are written beside it, opinions and
 * changes of set-up. Null when there is no such field event.
 */
export async function feedTag(sql: Sql, fieldEventId: number): Promise<string | null> {
	const [row] = await sql<{ tag: string }[]>`
		select concat_ws('-', c.clock,
			(select concat_ws('.', count(*), max(at)) from satisfaction where field_event_id = e.id),
			(select count(*) from set_up_change where field_event_id = e.id)) as tag
		from field_event e join floor_clock c on c.field_event_id = e.id
		where e.id = ${fieldEventId} and e.status <> 'draft'`;
	return row?.tag ?? null;
}

async function countWaits(tx: TransactionSql, e: number): Promise<WaitFigures[]> {
	return await tx<WaitFigures[]>`
		with waits as (
			select t.day, p.service_id, greatest(0, u.called_at - u.due_at) as ms
			from turn u
			join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			join step p on p.field_event_id = u.field_event_id and p.ticket_id = u.ticket_id
				and p.no = u.step_no
			where u.field_event_id = ${e} and u.called_at is not null and not t.blank
		)
		select day, service_id as "serviceId", count(*)::int as called,
			round(percentile_cont(0.5) within group (order by ms) / 1000)::int as "medianS",
			round(percentile_cont(0.9) within group (order by ms) / 1000)::int as "p90S"
		from waits group by 1, 2 order by 1, 2`;
}
