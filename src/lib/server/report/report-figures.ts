import type { Sql, TransactionSql } from 'postgres';
import type { Outcome, Words } from '#lib/core/catalogue.ts';

/** The four figures of one day, or of all days together; never mixed with each other. */
export interface DayFigures {
	day: number;
	/** Lượt công dân: people on tickets not cancelled, plus visitors. */
	people: number;
	/** Visitors without a number, part of `people`. */
	visitors: number;
	/** Số phiếu: tickets not cancelled. */
	tickets: number;
	cancelled: number;
	/** Lượt phục vụ: turns that reached a seat. */
	served: number;
	/** Kết quả: people by the outcome that each service counts. */
	results: number;
}

/** Counted people of one service: by the outcome that counts towards its target. */
export interface ServiceFigures {
	serviceId: string;
	name: Words;
	countedNoun: Words;
	unit: Words;
	counts: Outcome;
	target: number | null;
	eligible: number | null;
	counted: number;
	byDay: Record<number, number>;
	levels: { level: number; counted: number }[];
	outcomes: { outcome: Outcome; count: number }[];
}

export interface BoothFiguresRow {
	boothId: string;
	number: number;
	word: 'bàn' | 'quầy';
	/** 0: a helper who goes about. */
	seats: number;
	services: string[];
	counted: number;
	byDay: Record<number, number>;
	failed: number;
	served: number;
}

export interface ReasonFigures {
	reasonId: string;
	internal: Words;
	total: number;
	byService: Record<string, number>;
}

/** How often a question before the number was answered with yes and with no: in tickets not cancelled. */
export interface AnswerFigures {
	serviceId: string;
	question: Words;
	yes: number;
	no: number;
}

/** Half an hour of hall time: what happened in it. */
export interface CurveFigures {
	day: number;
	/** Its beginning, ms. */
	at: number;
	issued: number;
	ended: number;
	counted: number;
}

/** Everything a report of a field event counts, as of one clock. */
export interface ReportFigures {
	name: string;
	place: string;
	/** The clock at which all figures are true. */
	clock: number;
	/** Hall time of the last entry that they contain, ms; null before the first. */
	lastAt: number | null;
	days: DayFigures[];
	total: DayFigures;
	services: ServiceFigures[];
	booths: BoothFiguresRow[];
	reasons: ReasonFigures[];
	/** Of questions that were answered at all. */
	answers: AnswerFigures[];
	curve: CurveFigures[];
}

const HALF_HOUR_MS = 30 * 60_000;

/**
 * Counts a field event by SQL over its rows, independently of the sums that the boards keep, in one snapshot with the
 * clock at which it is true. Null when there is no such field event.
 */
export async function reportFigures(sql: Sql, fieldEventId: number): Promise<ReportFigures | null> {
	return (await sql.begin('isolation level repeatable read read only', (tx) =>
		reportFiguresIn(tx, fieldEventId)
	)) as ReportFigures | null;
}

/** The same inside a snapshot that the caller holds, beside what else is to be true at the same clock. */
export async function reportFiguresIn(
	tx: TransactionSql,
	fieldEventId: number
): Promise<ReportFigures | null> {
	const [event] = await tx<{ name: string; place: string; clock: number; lastAt: number | null }[]>`
		select name, place, clock, (
			select at from journal j where j.field_event_id = e.id order by j.clock desc limit 1
		) as "lastAt"
		from field_event e join floor_clock c on c.field_event_id = e.id where e.id = ${fieldEventId}`;
	if (!event) return null;
	const [days, services, booths, reasons, answers, curve] = await Promise.all([
		countDays(tx, fieldEventId),
		countServices(tx, fieldEventId),
		countBooths(tx, fieldEventId),
		countReasons(tx, fieldEventId),
		countAnswers(tx, fieldEventId),
		countCurve(tx, fieldEventId)
	]);
	return { ...event, days, total: sumOf(days), services, booths, reasons, answers, curve };
}

/** Results that count at all, one row each: operation, day, booth, service, outcome, level, people. */
function results(tx: TransactionSql, e: number) {
	return tx`
		select r.operation_id, r.day, r.at, r.booth_id, r.step_no, result."serviceId" as service_id,
			result.outcome, result.level, result."reasonId" as reason_id, result.count,
			result.outcome = s.counts as counted
		from recorded r
		cross join lateral jsonb_to_recordset(r.results)
			as result("serviceId" text, outcome text, level int, "reasonId" text, count int)
		join service s on s.field_event_id = r.field_event_id and s.id = result."serviceId"
		where r.field_event_id = ${e} and r.applied`;
}

async function countDays(tx: TransactionSql, e: number): Promise<DayFigures[]> {
	return await tx<DayFigures[]>`
		with days as (
			select generate_series(1, greatest(1, f.day)) as day from field_event f where f.id = ${e}
		), tickets as (
			select day, count(*) filter (where not cancelled) as tickets,
				count(*) filter (where cancelled) as cancelled,
				coalesce(sum(party) filter (where not cancelled), 0) as people
			from ticket where field_event_id = ${e} and not blank group by day
		), seen as (
			select day, sum(count) as visitors from visitors
			where field_event_id = ${e} and applied group by day
		), sat as (
			select t.day, count(*) as served from turn u
			join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			where u.field_event_id = ${e} and u.served and not t.blank group by t.day
		), done as (
			select day, sum(count) filter (where counted) as results
			from (${results(tx, e)}) r group by day
		)
		select days.day, (coalesce(people, 0) + coalesce(visitors, 0))::int as people,
			coalesce(visitors, 0)::int as visitors, coalesce(tickets, 0)::int as tickets,
			coalesce(cancelled, 0)::int as cancelled, coalesce(served, 0)::int as served,
			coalesce(results, 0)::int as results
		from days left join tickets using (day) left join seen using (day) left join sat using (day)
			left join done using (day) order by days.day`;
}

function sumOf(days: readonly DayFigures[]): DayFigures {
	const total = { day: 0, people: 0, visitors: 0, tickets: 0, cancelled: 0, served: 0, results: 0 };
	for (const day of days) {
		for (const key of Object.keys(total) as (keyof DayFigures)[]) total[key] += day[key];
	}
	return { ...total, day: 0 };
}

async function countServices(tx: TransactionSql, e: number): Promise<ServiceFigures[]> {
	const services = await tx<(ServiceFigures & { known: number[] })[]>`
		select id as "serviceId", name, counted_noun as "countedNoun", unit, counts, target, eligible,
			levels as known
		from service where field_event_id = ${e} order by position, id`;
	const sums = await tx<
		{ serviceId: string; day: number; outcome: Outcome; level: number | null; n: number }[]
	>`
		select service_id as "serviceId", day, outcome, level, sum(count)::int as n
		from (${results(tx, e)}) r group by 1, 2, 3, 4`;
	return services.map(({ known, ...service }) => {
		const own = sums.filter((sum) => sum.serviceId === service.serviceId);
		const counted = own.filter((sum) => sum.outcome === service.counts);
		const outcomes = new Map<Outcome, number>();
		for (const { outcome, n } of own) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + n);
		return {
			...service,
			counted: total(counted),
			byDay: byDay(counted),
			levels: known.map((level) => ({
				level,
				counted: total(counted.filter((sum) => sum.level === level))
			})),
			outcomes: [...outcomes].map(([outcome, count]) => ({ outcome, count }))
		};
	});
}

async function countBooths(tx: TransactionSql, e: number): Promise<BoothFiguresRow[]> {
	type Named = Pick<BoothFiguresRow, 'boothId' | 'number' | 'word' | 'seats' | 'services'>;
	const booths = await tx<Named[]>`
		select id as "boothId", number, word, seats, services from booth
		where field_event_id = ${e} order by number, id`;
	const sums = await tx<{ boothId: string; day: number; n: number; failed: number }[]>`
		select booth_id as "boothId", day, coalesce(sum(count) filter (where counted), 0)::int as n,
			coalesce(sum(count) filter (where outcome = 'failed'), 0)::int as failed
		from (${results(tx, e)}) r group by 1, 2`;
	const turns = await tx<{ boothId: string; n: number }[]>`
		select booth_id as "boothId", count(*)::int as n from turn
		where field_event_id = ${e} and served and booth_id is not null group by 1`;
	return booths.map((booth) => {
		const own = sums.filter((sum) => sum.boothId === booth.boothId);
		return {
			...booth,
			counted: total(own),
			byDay: byDay(own),
			failed: own.reduce((sum, { failed }) => sum + failed, 0),
			served: turns.find((turn) => turn.boothId === booth.boothId)?.n ?? 0
		};
	});
}

async function countReasons(tx: TransactionSql, e: number): Promise<ReasonFigures[]> {
	const rows = await tx<{ reasonId: string; serviceId: string; internal: Words; n: number }[]>`
		select r.reason_id as "reasonId", r.service_id as "serviceId", x.internal, sum(r.count)::int as n
		from (${results(tx, e)}) r
		join reason x on x.field_event_id = ${e} and x.id = r.reason_id
		where r.outcome = 'failed' group by 1, 2, 3`;
	const reasons = new Map<string, ReasonFigures>();
	for (const { reasonId, serviceId, internal, n } of rows) {
		const found = reasons.get(reasonId) ?? { reasonId, internal, total: 0, byService: {} };
		found.total += n;
		found.byService[serviceId] = n;
		reasons.set(reasonId, found);
	}
	return [...reasons.values()].sort(
		(a, b) => b.total - a.total || (a.reasonId < b.reasonId ? -1 : 1)
	);
}

async function countAnswers(tx: TransactionSql, e: number): Promise<AnswerFigures[]> {
	return await tx<AnswerFigures[]>`
		with given as (
			select x."serviceId" as service_id, x."preCheck" as question_id, x.answer from ticket t
			cross join lateral jsonb_to_recordset(t.answers)
				as x("serviceId" text, "preCheck" text, answer text)
			where t.field_event_id = ${e} and not t.blank and not t.cancelled
		)
		select s.id as "serviceId", q.question, count(*) filter (where answer = 'yes')::int as yes,
			count(*) filter (where answer = 'no')::int as no
		from service s cross join lateral jsonb_to_recordset(s.pre_checks) as q(id text, question jsonb)
		join given on service_id = s.id and question_id = q.id
		where s.field_event_id = ${e} group by s.position, s.id, q.id, q.question
		order by s.position, s.id, q.id`;
}

async function countCurve(tx: TransactionSql, e: number): Promise<CurveFigures[]> {
	return await tx<CurveFigures[]>`
		with happened as (
			select day, issued_at as at, 1 as issued, 0 as ended, 0 as counted from ticket
			where field_event_id = ${e} and not blank
			union all
			select t.day, u.ended_at, 0, 1, 0 from turn u
			join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			where u.field_event_id = ${e} and u.state = 'ended' and u.ended_at is not null and not t.blank
			union all
			select day, at, 0, 0, count from (${results(tx, e)}) r where counted
		)
		select day, (at / ${HALF_HOUR_MS}::bigint) * ${HALF_HOUR_MS}::bigint as at,
			sum(issued)::int as issued, sum(ended)::int as ended, sum(counted)::int as counted
		from happened group by 1, 2 order by 1, 2`;
}

const total = (rows: readonly { n: number }[]) => rows.reduce((sum, { n }) => sum + n, 0);

function byDay(rows: readonly { day: number; n: number }[]): Record<number, number> {
	const days: Record<number, number> = {};
	for (const { day, n } of rows) days[day] = (days[day] ?? 0) + n;
	return days;
}
