import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { reportFigures, type ReportFigures } from '#lib/server/report/report-figures.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import { walkHall } from '../../../../tests/cluster/walk-hall.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { factsAsked } from './facts-asked.ts';
import { figureFacts, type FigureFact } from './figure-facts.ts';
import { officerHours } from './officer-hours.ts';
import { venueDays } from './venue-days.ts';
import { venuesOf } from './venues.ts';

let database: FreshDatabase;
let sql: Sql;
const ids: number[] = [];
const reports: ReportFigures[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	for (const seed of [5, 6]) {
		const id = await walkHall(sql, seed, 900);
		ids.push(id);
		reports.push((await reportFigures(sql, id))!);
	}
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

test('days of several field events in one statement are those that each one reports', async () => {
	const days = await venueDays(sql, ids);
	for (const [i, id] of ids.entries()) {
		const own = days.filter(({ fieldEventId }) => fieldEventId === id);
		expect(own.map(({ day }) => day)).toEqual([1, 2]);
		for (const day of own) {
			const { people, tickets, served, results } = reports[i]!.days[day.day - 1]!;
			expect(day).toMatchObject({ people, tickets, served, results });
			for (const service of reports[i]!.services) {
				expect(day.byService[service.serviceId] ?? 0).toBe(service.byDay[day.day] ?? 0);
			}
		}
		expect(own[1]!.from! - own[0]!.from!).toBe(24 * 3_600_000);
	}
	expect(await venueDays(sql, [])).toEqual([]);
});

test('an organiser sees all that have opened, a leader the one of the account', async () => {
	const actor = { kind: 'account', accountId: 'a', name: 'x' } as const;
	const all = await venuesOf(sql, { ...actor, role: 'organiser', fieldEventId: null });
	expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
	expect(all[0]!.services.map(({ serviceId }) => serviceId)).toContain('level-2');
	const own = await venuesOf(sql, { ...actor, role: 'leader', fieldEventId: ids[1]! });
	expect(own.map(({ id }) => id)).toEqual([ids[1]]);
});

const open = (query: string, page?: number) =>
	figureFacts(sql, ids[0]!, factsAsked(new URLSearchParams(query)), page);

test('every figure opens to facts that add up to it', async () => {
	const { days, services, reasons, booths, total } = reports[0]!;
	expect((await open('counted')).sum).toBe(total.results);
	expect((await open('kind=tickets')).rows).toBe(total.tickets);
	expect((await open('kind=cancelled')).rows).toBe(total.cancelled);
	expect((await open('kind=turns')).rows).toBe(total.served);
	expect(total.results).toBeGreaterThan(20);
	for (const { day, tickets, results, served } of days) {
		expect((await open(`kind=tickets&day=${day}`)).rows).toBe(tickets);
		expect((await open(`counted&day=${day}`)).sum).toBe(results);
		expect((await open(`kind=turns&day=${day}`)).rows).toBe(served);
	}
	for (const { serviceId, counted, outcomes } of services) {
		expect((await open(`counted&service=${serviceId}`)).sum).toBe(counted);
		for (const { outcome, count } of outcomes)
			expect((await open(`service=${serviceId}&outcome=${outcome}`)).sum).toBe(count);
	}
	for (const { reasonId, total: people } of reasons)
		expect((await open(`reason=${reasonId}`)).sum).toBe(people);
	for (const { boothId, counted, failed, served } of booths) {
		expect((await open(`counted&booth=${boothId}`)).sum).toBe(counted);
		expect((await open(`outcome=failed&booth=${boothId}`)).sum).toBe(failed);
		expect((await open(`kind=turns&booth=${boothId}`)).rows).toBe(served);
	}
});

test('page by page every row comes once, in order', async () => {
	for (const kind of ['tickets', 'turns', 'results']) {
		const seen: FigureFact[] = [];
		let after: string | null = '';
		let pages = 0;
		while (after !== null) {
			const page = await open(`kind=${kind}&after=${after}`, 9);
			seen.push(...page.facts);
			after = page.next;
			pages += 1;
			if (after === null) expect(seen).toHaveLength(page.rows);
		}
		expect(new Set(seen.map(({ key }) => key)).size).toBe(seen.length);
		expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => a - b));
		expect(pages).toBe(Math.max(1, Math.ceil(seen.length / 9)));
	}
	expect((await open('kind=tickets', 9)).next).not.toBeNull();
});

test('what is no key, no day and no kind asks for everything from the beginning', async () => {
	const [plain, odd] = [await open(''), await open("kind=people&day=x&after=';drop--")];
	expect(odd).toEqual(plain);
});

test('the officer-hours of today are those that the report counts', async () => {
	const id = await randomDays(sql, 41, { days: 2, wishes: 400, date: '2023-10-14' });
	const [last] = await sql<{ at: number }[]>`
		select max(at) as at from journal where field_event_id = ${id}`;
	const shown = await officerHours(sql, id, last!.at);
	const { days } = (await reportFigures(sql, id))!;
	expect(days).toHaveLength(2);
	expect(days[1]!.results).toBeGreaterThan(5);
	expect(Math.round((shown.all! * shown.ms) / 3_600_000)).toBe(days[1]!.results);
	const byBooth = await sql<{ booth: string; n: number }[]>`
		select fact->>'boothId' as booth, count(*)::int as n from journal
		where field_event_id = ${id} and kind = 'booth-opened' group by 1`;
	for (const [booth, rate] of Object.entries(shown.byBooth))
		if (rate !== null) expect(byBooth.some((row) => row.booth === booth)).toBe(true);
	expect(JSON.stringify(shown)).not.toMatch(/officer-\d/);
});
