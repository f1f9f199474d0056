import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evolve } from '#lib/core/evolve.ts';
import { emptyFloor, type Floor } from '#lib/core/floor.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { readEntries } from '#lib/server/floor/journal.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { tidyText } from '#lib/server/setup/name-key.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import { brokenSums } from './check-sums.ts';
import { periodOf, type Period } from './period.ts';
import type { Amount, Flow, ReportReading } from './reading.ts';
import { readJoinedReport, readReport } from './read-report.ts';
import { DEFAULT_GRADES } from './standings.ts';

/*
 * Every figure of every table against a count of another kind: tickets, turns and waits by walking through the folded
 * journal, results by SQL over the journal alone. The report itself reads only rows.
 */

const SEEDS = [11, 12];
const DATES = ['2023-10-14', '2023-10-15', '2023-10-16'];
const PERIODS: Period[] = [
	...DATES.map((date) => periodOf('daily', DATES, date)),
	periodOf('half-month', DATES, '2023-10-15'),
	periodOf('half-month', DATES, '2023-10-16'),
	periodOf('whole', DATES, '2023-10-14'),
	periodOf('daily', DATES, '2023-10-20')
];

let database: FreshDatabase;
let sql: Sql;
const events: number[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	for (const seed of SEEDS) {
		events.push(await randomDays(sql, seed, { days: 3, wishes: 450, date: DATES[0]! }));
	}
	// Every third ticket answers, cancelled ones among them.
	await sql`insert into satisfaction select field_event_id, id,
		(array['very-satisfied', 'satisfied', 'unsatisfied'])[1 + number % 3], issued_at from ticket
		where number % 4 < 3`;
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

const read = async (ids: number[], period: Period, slotMinutes: 30 | 60 = 60) =>
	(await readReport(sql, ids, {
		period,
		at: Date.parse('2023-10-16T10:00:00Z'),
		slotMinutes,
		grades: { ...DEFAULT_GRADES, areDefault: true }
	}))!;

/** Results that count, from the journal: no later correction names them and no later undo their sitting. */
async function resultsInJournal(e: number) {
	return await sql<
		{
			day: number;
			at: number;
			boothId: string;
			serviceId: string;
			outcome: string;
			level: number | null;
			reasonId: string | null;
			count: number;
		}[]
	>`
		with recursive said as (
			select clock, at, operation_id, operation_id as root, fact->>'ticketId' as ticket,
				fact->>'boothId' as booth, at as first_at, fact->'results' as results
			from journal where field_event_id = ${e} and kind = 'ended'
			union all
			select j.clock, j.at, j.operation_id, s.root, s.ticket, s.booth, s.first_at, j.fact->'results'
			from journal j join said s on (j.fact->>'operationId')::uuid = s.operation_id
				and j.fact->>'ticketId' = s.ticket
			where j.field_event_id = ${e} and j.kind = 'corrected'
		), counts as (
			select * from said s where not exists (
				select from journal c where c.field_event_id = ${e} and c.kind = 'corrected'
					and (c.fact->>'operationId')::uuid = s.operation_id and c.fact->>'ticketId' = s.ticket
			) and not exists (
				select from journal u join said o on (u.fact->>'operationId')::uuid = o.operation_id
				where u.field_event_id = ${e} and u.kind = 'undone' and u.fact->>'ticketId' = s.ticket
					and o.ticket = s.ticket and o.root = s.root and u.clock > s.clock
			)
		), issued as (
			select fact->>'ticketId' as ticket, (fact->>'day')::int as day from journal
			where field_event_id = ${e} and kind = 'issued'
		)
		select day, first_at as at, booth as "boothId", r."serviceId", r.outcome, r.level, r."reasonId", r.count
		from counts join issued using (ticket) cross join lateral jsonb_to_recordset(results)
			as r("serviceId" text, outcome text, level int, "reasonId" text, count int)`;
}

/** One field event told by its journal. */
async function fold(e: number): Promise<Floor> {
	const rules = (await loadFloor(sql, e))!.rules;
	const floor = emptyFloor(e, rules);
	for (const entry of await readEntries(sql, e, 0)) evolve(floor, entry);
	return floor;
}

const within = (date: string, dates: { from: string; to: string } | null) =>
	dates !== null && date >= dates.from && date <= dates.to;

interface Weighed {
	day: number;
	n: number;
}

function amountOf(rows: readonly Weighed[], period: Period): Amount {
	const amount = { inPeriod: 0, cumulative: 0, former: 0 };
	for (const { day, n } of rows) {
		const date = DATES[day - 1]!;
		if (date <= period.to) amount.cumulative += n;
		if (within(date, period)) amount.inPeriod += n;
		if (within(date, period.former)) amount.former += n;
	}
	return amount;
}

/** The reading that a report of these field events must come to, without names and without the organiser's words. */
async function expected(ids: number[], period: Period, slotMinutes: number) {
	const tickets: (Weighed & { at: number; party: number; cancelled: boolean; putOff: boolean })[] =
		[];
	const visitors: Weighed[] = [];
	const served: (Weighed & { at: number; booth: string })[] = [];
	const waits: { day: number; at: number; ms: number; booth: string }[] = [];
	const results: (Weighed & {
		at: number;
		booth: string;
		unit: string;
		serviceId: string;
		level: number | null;
		reasonId: string | null;
		counted: boolean;
		failed: boolean;
	})[] = [];
	for (const e of ids) {
		const floor = await fold(e);
		for (const ticket of floor.tickets.values()) {
			if (ticket.blank) continue;
			const { day, party, cancelled, issuedAt: at } = ticket;
			const putOff = ticket.putOff !== null;
			tickets.push({ day, n: 1, at, party, cancelled, putOff });
			for (const turn of ticket.steps.flatMap((step) => step.turns)) {
				const booth = `${e}/${turn.boothId}`;
				const seatedAt = turn.startedAt ?? turn.endedAt ?? turn.calledAt ?? 0;
				if (turn.served) served.push({ day, n: 1, at: seatedAt, booth });
				if (turn.calledAt === null || ['undo', 'hold'].includes(turn.origin)) continue;
				waits.push({ day, at: turn.calledAt, ms: Math.max(0, turn.calledAt - turn.dueAt), booth });
			}
		}
		for (const { day, count, applied } of floor.visitors.values()) {
			if (applied) visitors.push({ day, n: count });
		}
		for (const { count: n, boothId, ...result } of await resultsInJournal(e)) {
			const service = floor.services.get(result.serviceId)!;
			results.push({
				...result,
				n,
				booth: `${e}/${boothId}`,
				unit: tidyText(floor.booths.get(boothId)!.booth.unit),
				counted: result.outcome === service.counts,
				failed: result.outcome === 'failed'
			});
		}
	}
	const standing = tickets.filter(({ cancelled }) => !cancelled);
	const people = [...standing.map(({ day, party }) => ({ day, n: party })), ...visitors];
	const counted = results.filter((result) => result.counted);
	const failed = results.filter((result) => result.failed);
	const now = <Row extends { day: number }>(rows: Row[]) =>
		rows.filter(({ day }) => within(DATES[day - 1]!, period));
	const of = (serviceId: string) => (row: { serviceId: string }) => row.serviceId === serviceId;

	const flow = (here: (row: { at: number; day: number; booth?: string }) => boolean): Flow => {
		const lengths = now(waits)
			.filter(here)
			.map(({ ms }) => ms)
			.sort((a, b) => a - b);
		const total = (rows: (Weighed & { at: number; booth?: string })[]) =>
			now(rows)
				.filter(here)
				.reduce((sum, { n }) => sum + n, 0);
		const smallest = (share: number) => lengths[Math.ceil(lengths.length * share) - 1] ?? 0;
		return {
			issued: total(standing),
			served: total(served),
			counted: total(counted),
			failed: total(failed),
			waits: {
				n: lengths.length,
				sumMs: lengths.reduce((sum, ms) => sum + ms, 0),
				longestMs: lengths.at(-1) ?? 0,
				medianMs: smallest(0.5),
				p90Ms: smallest(0.9)
			}
		};
	};
	const minuteOf = (at: number) => {
		const [hour, minute] = new Date(at)
			.toLocaleTimeString('en-GB', {
				timeZone: 'Asia/Ho_Chi_Minh',
				hour: '2-digit',
				minute: '2-digit'
			})
			.split(':')
			.map(Number) as [number, number];
		return Math.floor((hour * 60 + minute) / slotMinutes) * slotMinutes;
	};
	const all = now([...standing, ...served, ...waits, ...counted, ...failed]);
	return {
		figures: {
			people: amountOf(people, period),
			visitors: amountOf(visitors, period),
			tickets: amountOf(standing, period),
			cancelled: amountOf(
				tickets.filter(({ cancelled }) => cancelled),
				period
			),
			putOff: amountOf(
				tickets.filter(({ putOff }) => putOff).map(({ day, party }) => ({ day, n: party })),
				period
			),
			served: amountOf(served, period)
		},
		service: (id: string) => ({
			counted: amountOf(counted.filter(of(id)), period),
			failed: amountOf(failed.filter(of(id)), period)
		}),
		level: (id: string, level: number | null) =>
			amountOf(
				counted.filter((row) => row.serviceId === id && row.level === level),
				period
			),
		unit: (id: string, unit: string) =>
			amountOf(
				counted.filter((row) => row.serviceId === id && row.unit === unit),
				period
			),
		reason: (reasonId: string | null) => ({
			total: amountOf(
				failed.filter((row) => row.reasonId === reasonId),
				period
			),
			of: (id: string) =>
				amountOf(
					failed.filter((row) => row.reasonId === reasonId && row.serviceId === id),
					period
				).inPeriod
		}),
		reasons: new Set(
			failed.filter(({ day }) => DATES[day - 1]! <= period.to).map(({ reasonId }) => reasonId)
		),
		all: flow(() => true),
		slots: [...new Set(all.map(({ at }) => minuteOf(at)))]
			.sort((a, b) => a - b)
			.map((fromMinute) => ({ ...flow(({ at }) => minuteOf(at) === fromMinute), fromMinute })),
		days: [...new Set(all.map(({ day }) => day))]
			.sort()
			.map((day) => ({ ...flow((row) => row.day === day), date: DATES[day - 1]! })),
		booth: (key: string) => ({ ...flow(({ booth }) => booth === key), issued: 0 })
	};
}

async function compare(reading: ReportReading, ids: number[], period: Period, slotMinutes: number) {
	const must = await expected(ids, period, slotMinutes);
	expect(reading.figures).toEqual(must.figures);
	for (const service of reading.services) {
		const { serviceId, counted, failed, levels } = service;
		expect({ counted, failed }, serviceId).toEqual(must.service(serviceId));
		for (const { level, counted } of levels) {
			expect(counted, `${serviceId} ${level}`).toEqual(must.level(serviceId, level));
		}
		for (const unit of reading.units[serviceId] ?? []) {
			expect(unit.counted, unit.unit).toEqual(must.unit(serviceId, unit.unit));
		}
	}
	expect(new Set(reading.reasons.map(({ reasonId }) => reasonId))).toEqual(must.reasons);
	for (const { reasonId, total, byService } of reading.reasons) {
		const reason = must.reason(reasonId);
		expect(total).toEqual(reason.total);
		for (const { serviceId } of reading.services) {
			expect(byService[serviceId] ?? 0).toBe(reason.of(serviceId));
		}
	}
	expect(reading.flow.all).toEqual(must.all);
	expect(reading.flow.slots).toEqual(must.slots);
	expect(reading.flow.days).toEqual(must.days);
	for (const { fieldEventId, booth, time, ...flow } of reading.flow.booths) {
		expect(flow, booth!.id).toEqual(must.booth(`${fieldEventId}/${booth!.id}`));
		expect(time!.officerMs).toBeGreaterThanOrEqual(time!.openMs);
	}
	expect(reading.satisfaction).toEqual(await opinionsOf(ids, period));
	expect(brokenSums(reading)).toEqual([]);
}

/** Opinions counted one by one: each day of each field event by a statement of its own. */
async function opinionsOf(ids: number[], period: Period) {
	const rows: (Weighed & { opinion: string | null })[] = [];
	for (const e of ids) {
		for (const day of [1, 2, 3]) {
			const counted = await sql<{ opinion: string | null; n: number }[]>`
				select (select opinion from satisfaction s where s.field_event_id = t.field_event_id
					and s.ticket_id = t.id) as opinion, count(*)::int as n
				from ticket t where field_event_id = ${e} and day = ${day}
					and not cancelled and not blank group by 1`;
			rows.push(...counted.map((row) => ({ ...row, day })));
		}
	}
	return {
		answers: ['very-satisfied', 'satisfied', 'unsatisfied'].map((opinion) => ({
			opinion,
			n: amountOf(
				rows.filter((row) => row.opinion === opinion),
				period
			)
		})),
		tickets: amountOf(rows, period)
	};
}

describe('every figure of every table is the one that the journal tells', () => {
	test.each(SEEDS.flatMap((seed, i) => PERIODS.map((period) => ({ seed, i, period }))))(
		'seed $seed, $period.kind from $period.from',
		async ({ i, period }) => {
			for (const slot of [60, 30] as const) {
				await compare(await read([events[i]!], period, slot), [events[i]!], period, slot);
			}
		}
	);

	test('of several field events as one, and of each in the same reading', async () => {
		const period = PERIODS.at(-2)!;
		const wanted = {
			period,
			at: Date.parse('2023-10-16T10:00:00Z'),
			slotMinutes: 60 as const,
			grades: { ...DEFAULT_GRADES, areDefault: true }
		};
		const { sum, venues } = (await readJoinedReport(sql, events, wanted))!;
		await compare(sum, events, period, 60);
		for (const [i, venue] of venues.entries()) {
			const own = await read([events[i]!], period, 60);
			await compare(own, [events[i]!], period, 60);
			expect(own).toMatchObject(venue);
		}
		expect(venues.map(({ venues }) => venues[0]!.id)).toEqual(events);
	});
});

test('the random days are full of what makes counting hard', async () => {
	const whole = await read([events[0]!], periodOf('whole', DATES, DATES[0]!));
	const { people, tickets, cancelled, putOff, visitors, served } = whole.figures;
	expect(people.cumulative).toBeGreaterThan(tickets.cumulative);
	for (const figure of [cancelled, putOff, visitors, served])
		expect(figure.cumulative).toBeGreaterThan(5);
	expect(whole.reasons.length).toBeGreaterThan(3);
	expect(whole.flow.days).toHaveLength(3);
	const units = whole.units['level-2']!;
	expect(units.map(({ unit }) => unit)).toEqual(
		expect.arrayContaining(['Viễn thông Tuy Hòa', 'Đoàn phường'])
	);
	const [undone] = await sql`select count(*)::int as n from journal where kind = 'undone'`;
	const [corrected] = await sql`select count(*)::int as n from journal where kind = 'corrected'`;
	expect(undone!.n).toBeGreaterThan(20);
	expect(corrected!.n).toBeGreaterThan(10);
});

test('a period without anything gives zeros and empty tables, and nobody is divided by nothing', async () => {
	const empty = await read([events[0]!], periodOf('daily', DATES, '2023-10-01'));
	expect(empty.figures.people).toEqual({ inPeriod: 0, cumulative: 0, former: 0 });
	expect(empty.flow).toMatchObject({ slots: [], days: [], booths: [] });
	expect(empty.flow.all.waits).toEqual({ n: 0, sumMs: 0, longestMs: 0, medianMs: 0, p90Ms: 0 });
	expect(brokenSums(empty)).toEqual([]);
});

test('a field event that does not exist has no report', async () => {
	expect(
		await readReport(sql, [1], {
			period: PERIODS[0]!,
			at: 0,
			slotMinutes: 60,
			grades: { ...DEFAULT_GRADES, areDefault: true }
		})
	).toBeNull();
});
