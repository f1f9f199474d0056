import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#lib/server/account/database.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import { freezeReport, takeResponsibility } from './freeze-report.ts';
import { documentOf, openReport, versionLines } from './open-report.ts';
import { outstandingOf } from './outstanding.ts';
import { readReport } from './read-report.ts';
import { takeFields, takeGrades, takeLetterhead } from './report-forms.ts';
import { findVersion, readFields, readSettings } from './report-rows.ts';

const AT = Date.parse('2023-10-14T16:40:00+07:00');
const BY = randomUUID();
const QUERY = new URLSearchParams({ kind: 'daily', date: '2023-10-14' });

let database: FreshDatabase;
let sql: Sql;
let db: Database;
let e: number;

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	db = drizzle(sql);
	e = await randomDays(sql, 21, { days: 1, wishes: 250, date: '2023-10-14' });
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

async function wanted() {
	const { reading, settings } = (await openReport(db, sql, e, QUERY, AT))!;
	return { period: reading.period, at: AT, slotMinutes: 60 as const, grades: settings.grades };
}

const form = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
};

test('figures that were frozen stay as they were, and what came later is told apart', async () => {
	const before = (await readReport(sql, [e], await wanted()))!;
	const no = (await freezeReport(sql, e, await wanted(), BY))!;
	expect(no).toBe(1);
	const version = (await findVersion(db, e, no))!;
	expect(version.figures).toEqual(before);
	expect(version).toMatchObject({
		clock: before.venues[0]!.clock,
		kind: 'daily',
		responsible: null
	});

	const clerk = new Clerk(sql, e, () => {});
	const counted = await clerk.take({
		operationId: randomUUID(),
		wish: { kind: 'count-visitors', gateId: 'g1', count: 7 },
		at: AT + 60_000,
		by: 'gate'
	});
	expect(counted).toMatchObject({ ok: true });

	expect((await findVersion(db, e, no))!.figures).toEqual(before);
	const now = (await readReport(sql, [e], await wanted()))!;
	const [line] = await versionLines(db, e, now);
	const { inPeriod } = before.figures.visitors;
	expect(line).toMatchObject({ no: 1, next: null });
	expect(line!.changes).toHaveLength(4);
	expect(line!.changes).toContainEqual(
		`Bảng 1 · Trong đó: người không lấy số · Trong kỳ: ${inPeriod} → ${inPeriod + 7} (+7)`
	);

	expect(await freezeReport(sql, e, await wanted(), BY)).toBe(2);
	const lines = await versionLines(db, e, now);
	expect(lines.map(({ no, next, changes }) => [no, next, changes.length])).toEqual([
		[2, null, 0],
		[1, 2, 4]
	]);
	const second = (await openReport(db, sql, e, new URLSearchParams('version=2'), AT))!;
	const text = (await documentOf(db, e, second, false)).blocks.map((one) =>
		'text' in one ? one.text : ''
	);
	expect(text.some((line) => line.startsWith('Bổ sung sau giờ chốt (so với bản chốt số 1'))).toBe(
		true
	);
	expect(text.filter((line) => line.includes('(+7)'))).toHaveLength(4);
});

test('two people who freeze at once get two versions', async () => {
	const both = await Promise.all([1, 2].map(async () => freezeReport(sql, e, await wanted(), BY)));
	expect(new Set(both).size).toBe(2);
});

test('words written by hand stay with the version for which somebody took responsibility', async () => {
	const { period } = await wanted();
	expect(await takeFields(db, e, period, form({ proposals: 'Thêm 02 bàn.' }))).toBeNull();
	expect(
		await takeLetterhead(db, e, form({ issuingBody: 'Công an phường', place: 'Tuy Hòa' }))
	).toBeNull();
	expect(await takeResponsibility(db, e, 1, BY, new Date())).toBe(true);
	expect(await takeResponsibility(db, e, 1, randomUUID(), new Date())).toBe(false);
	expect(await takeResponsibility(db, e, 99, BY, new Date())).toBe(false);

	await takeFields(db, e, period, form({ proposals: 'Thêm 05 bàn.' }));
	const taken = (await openReport(db, sql, e, new URLSearchParams('version=1'), AT))!;
	expect(taken).toMatchObject({ official: true, fields: { proposals: 'Thêm 02 bàn.' } });
	expect((await documentOf(db, e, taken, false)).draft).toBe(false);
	const draft = (await openReport(db, sql, e, new URLSearchParams('version=2'), AT))!;
	expect(draft).toMatchObject({ official: false, fields: { proposals: 'Thêm 05 bàn.' } });
	expect((await documentOf(db, e, draft, false)).issuingBody).toBe('CÔNG AN PHƯỜNG');
});

test('a text too long is refused and given back, and what stood before stays', async () => {
	const { period } = await wanted();
	const wrong = await takeFields(
		db,
		e,
		period,
		form({ proposals: 'x'.repeat(4_001), nextTasks: 'Tiếp tục.' })
	);
	expect(wrong).toMatchObject({
		refused: { proposals: { code: 'too-long' } },
		typed: { nextTasks: 'Tiếp tục.' }
	});
	expect((await readFields(db, e, period)).proposals).toBe('Thêm 05 bàn.');
});

test('thresholds must fall, and are no longer the assumed ones once they are set', async () => {
	expect((await readSettings(db, e)).grades).toMatchObject({ good: 100, areDefault: true });
	const wrong = await takeGrades(db, e, form({ good: '90', fair: '95', average: '50' }));
	expect(wrong!.refused).toEqual({ fair: { code: 'out-of-range', least: 1, most: 89 } });
	expect(await takeGrades(db, e, form({ good: '95', fair: '75', average: '40' }))).toBeNull();
	const { grades, letterhead } = await readSettings(db, e);
	expect(grades).toEqual({ good: 95, fair: 75, average: 40, areDefault: false });
	expect(letterhead.issuingBody).toBe('Công an phường');
});

test('what is not in yet is counted from the rows, booth by booth', async () => {
	const open = await outstandingOf(sql, e);
	const [seats] = await sql`select count(*)::int as n from seat where field_event_id = ${e}`;
	expect(open.seated.reduce((sum, { n }) => sum + n, 0)).toBe(seats!.n);
	expect(open.waiting).toBeGreaterThan(0);
	expect(open).toMatchObject({ leased: [], provisional: 0, conflicts: 0, quarantined: 0 });
	expect(await openReport(db, sql, e, new URLSearchParams('version=77'), AT)).toBeNull();
});
