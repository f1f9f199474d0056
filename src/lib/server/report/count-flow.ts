import { boothTime } from './booth-time.ts';
import type { BoothFlow, Flow, ReportReading } from './reading.ts';
import { daysOf, resultsOf, type Scope } from './scope.ts';

const ZONE_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

interface Row {
	by: 'slot' | 'date' | 'booth' | 'all';
	slot: number | null;
	date: string | null;
	fieldEventId: number | null;
	boothId: string | null;
	issued: number;
	served: number;
	counted: number;
	failed: number;
	n: number;
	sumMs: number;
	longestMs: number;
	medianMs: number;
	p90Ms: number;
}

/**
 * What happened in the period by the time of day, by date and by booth, with waits (table 4). A turn is told at its
 * start, a wait at its call, a result when it was first recorded. A wait runs from falling due to the call; what was
 * told before an undo or a hold is not told twice. Median and p90 are waits that somebody had (the smallest that so
 * many did not exceed).
 * @param at hall ms: until when a booth that is open is counted as such
 */
export async function countFlow(
	scope: Scope,
	slotMinutes: 30 | 60,
	at: number
): Promise<ReportReading['flow']> {
	const { tx } = scope;
	const ids = [...scope.ids];
	const slotMs = slotMinutes * 60_000;
	const rows = await tx<Row[]>`
		with days as (${daysOf(scope)}), happened as (
			select field_event_id, day, issued_at as at, null as booth_id, 1 as issued, 0 as served,
				0 as counted, 0 as failed, null::bigint as wait
			from ticket where field_event_id = any(${ids}::bigint[]) and not blank and not cancelled
			union all
			select t.field_event_id, t.day, coalesce(u.started_at, u.ended_at, u.called_at), u.booth_id,
				0, 1, 0, 0, null
			from turn u join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			where u.field_event_id = any(${ids}::bigint[]) and u.served and not t.blank
			union all
			select t.field_event_id, t.day, u.called_at, u.booth_id, 0, 0, 0, 0,
				greatest(0, u.called_at - u.due_at)
			from turn u join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			where u.field_event_id = any(${ids}::bigint[]) and u.called_at is not null
				and u.origin not in ('undo', 'hold') and not t.blank
			union all
			select field_event_id, day, at, booth_id, 0, 0, case when counted then n else 0 end,
				case when outcome = 'failed' then n else 0 end, null
			from (${resultsOf(scope)}) results
		), placed as (
			select *, ((at + ${ZONE_MS}::bigint) % ${DAY_MS}::bigint / ${slotMs}::bigint)::int as slot
			from happened join days using (field_event_id, day) where in_period
		)
		select case when grouping(slot) = 0 then 'slot' when grouping(date) = 0 then 'date'
				when grouping(booth_id) = 0 then 'booth' else 'all' end as by,
			slot, date, field_event_id as "fieldEventId", booth_id as "boothId",
			coalesce(sum(issued), 0)::int as issued, coalesce(sum(served), 0)::int as served,
			coalesce(sum(counted), 0)::int as counted, coalesce(sum(failed), 0)::int as failed,
			count(wait)::int as n, coalesce(sum(wait), 0)::bigint as "sumMs",
			coalesce(max(wait), 0) as "longestMs",
			coalesce(percentile_disc(0.5) within group (order by wait), 0) as "medianMs",
			coalesce(percentile_disc(0.9) within group (order by wait), 0) as "p90Ms"
		from placed group by grouping sets ((slot), (date), (field_event_id, booth_id), ())
		order by slot, date`;
	const booths = await tx<
		{ fieldEventId: number; id: string; number: number; word: 'bàn' | 'quầy'; seats: number }[]
	>`
		select field_event_id as "fieldEventId", id, number, word, seats::int as seats from booth
		where field_event_id = any(${ids}::bigint[])
		order by array_position(${ids}::bigint[], field_event_id), number, id`;
	const of = (by: Row['by']) => rows.filter((row) => row.by === by);
	const all = of('all')[0];
	return {
		all: all ? flowOf(all) : NO_FLOW,
		slots: of('slot').map((row) => ({ ...flowOf(row), fromMinute: row.slot! * slotMinutes })),
		days: of('date').map((row) => ({ ...flowOf(row), date: row.date! })),
		booths: withTime(boothFlows(of('booth'), booths), await timeInPeriod(scope, at))
	};
}

type BoothTimes = { fieldEventId: number; boothId: string; openMs: number; officerMs: number }[];

async function timeInPeriod(scope: Scope, at: number): Promise<BoothTimes> {
	const days = await scope.tx<{ fieldEventId: number; day: number }[]>`
		select field_event_id as "fieldEventId", day from (${daysOf(scope)}) days where in_period`;
	const all = await boothTime(scope.tx, scope.ids, at);
	return all.filter((time) =>
		days.some(({ fieldEventId, day }) => fieldEventId === time.fieldEventId && day === time.day)
	);
}

function withTime(flows: BoothFlow[], times: BoothTimes): BoothFlow[] {
	return flows.map((flow) => {
		const own = times.filter(
			(time) => time.boothId === flow.booth?.id && time.fieldEventId === flow.fieldEventId
		);
		const sum = (of: 'openMs' | 'officerMs') => own.reduce((ms, time) => ms + time[of], 0);
		return { ...flow, time: { openMs: sum('openMs'), officerMs: sum('officerMs') } };
	});
}

type BoothRow = { fieldEventId: number } & NonNullable<BoothFlow['booth']>;

/** Booths where something happened, in the order of their numbers, and what names none at the end. */
function boothFlows(rows: Row[], booths: readonly BoothRow[]): BoothFlow[] {
	const known = booths.flatMap(({ fieldEventId, ...booth }) => {
		const row = rows.find((one) => one.boothId === booth.id && one.fieldEventId === fieldEventId);
		return row ? [{ ...flowOf(row), fieldEventId, booth }] : [];
	});
	const isKnown = (row: Row) =>
		known.some(
			({ booth, fieldEventId }) => booth.id === row.boothId && fieldEventId === row.fieldEventId
		);
	const others = rows
		.filter((row) => !isKnown(row) && row.served + row.counted + row.failed + row.n > 0)
		.map((row) => ({ ...flowOf(row), issued: 0, fieldEventId: row.fieldEventId!, booth: null }));
	return [...known, ...others];
}

function flowOf(row: Row): Flow {
	const { issued, served, counted, failed, n, sumMs, longestMs, medianMs, p90Ms } = row;
	return { issued, served, counted, failed, waits: { n, sumMs, longestMs, medianMs, p90Ms } };
}

const NO_FLOW: Flow = {
	issued: 0,
	served: 0,
	counted: 0,
	failed: 0,
	waits: { n: 0, sumMs: 0, longestMs: 0, medianMs: 0, p90Ms: 0 }
};
