import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { followUpId } from '#lib/core/follow-up-id.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { countFiles, readFiles, sumOfFiles, type FileFilter } from './file-rows.ts';
import { followUpFile } from './follow-up-file.ts';
import { lookAtFollowUp, runFollowUpImport } from './run-follow-up-import.ts';
import { setStandings } from './set-standing.ts';
import { takeStandingForm } from './take-standing-form.ts';

const NOW = Date.parse('2026-11-28T08:00:00+07:00');
const ALL: FileFilter = { unit: null, state: null };
let fresh: FreshDatabase;
let sql: postgres.Sql;
let fieldEventId: number;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = fresh.sql;
});
afterAll(() => fresh.drop());
beforeEach(async () => {
	fieldEventId = await createFieldEvent(drizzle(sql), {
		name: 'Ngày hội',
		place: 'Nhà văn hóa',
		date: '2026-11-21',
		gates: 1,
		booths: { 'level-2': 2, activation: 1 }
	});
	await sql`update booth set unit = 'CA phường Tuy Hòa' where field_event_id = ${fieldEventId}
		and id = (select min(id) from booth where field_event_id = ${fieldEventId}
			and 'level-2' = any(services))`;
});

/** As many tickets as a day's end leaves them, straight as rows: each one level-2 file. */
async function takeFiles(count: number): Promise<void> {
	const tickets = Array.from({ length: count }, (_, i) => ({ id: randomUUID(), n: i + 1 }));
	const rows = JSON.stringify(tickets);
	await sql`
		insert into ticket (field_event_id, id, day, prefix, number, gate_id, lane, party, issued_at,
			token, reprints, blank, cancelled, fence, provisional, answers)
		select ${fieldEventId}, id, 1, 'A', n, 'g1', 'regular', 1, ${NOW}, id, 0, false, false, 0, false,
			'[]' from jsonb_to_recordset(${rows}::text::jsonb) as x(id uuid, n int)`;
	const result = {
		serviceId: 'level-2',
		outcome: 'enrolled',
		level: null,
		reasonId: null,
		count: 1
	};
	await sql`
		insert into recorded (field_event_id, operation_id, ticket_id, step_no, turn_no, booth_id, by,
			at, day, results, applied, late, fence)
		select ${fieldEventId}, gen_random_uuid(), id, 0, 0, (select min(id) from booth
			where field_event_id = ${fieldEventId} and 'level-2' = any(services)), 'o', ${NOW}, 1,
			${JSON.stringify([result])}::text::jsonb, true, false, 0
		from jsonb_to_recordset(${rows}::text::jsonb) as x(id uuid)`;
}

const csv = (text: string) => new TextEncoder().encode(text);
const id = (number: number) =>
	followUpId(fieldEventId, { day: 1, prefix: 'A', number, serviceId: 'level-2', ordinal: 1 });

async function look(bytes: Uint8Array) {
	const answer = await lookAtFollowUp(sql, fieldEventId, bytes);
	if (answer.kind !== 'seen') expect.unreachable(JSON.stringify(answer));
	return answer;
}

async function run(bytes: Uint8Array) {
	const { plan, mark } = await look(bytes);
	expect(plan.bad).toEqual([]);
	const context = { by: 'o', at: NOW, recordedIn: fieldEventId };
	const answer = await runFollowUpImport(sql, context, bytes, mark);
	if (answer.kind !== 'imported') expect.unreachable(JSON.stringify(answer));
	return answer.plan.planned.filter(({ what }) => what === 'changed').length;
}

const standings = async () =>
	Object.fromEntries(
		(await readFiles(sql, [fieldEventId])).map((row) => [row.number, row.standing])
	);
const changes = async () => {
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from follow_up_change where field_event_id = ${fieldEventId}`;
	return row!.n;
};

/** The exported table with a state written into some of its rows. */
async function filled(bytes: Uint8Array, fill: Record<number, unknown[]>) {
	const { sheets } = await readXlsx(bytes);
	const rows = sheets[0]!.rows.map((row, index) => {
		const given = fill[index];
		return given ? [...row.slice(0, 5), ...given] : row;
	});
	return new Uint8Array(await writeXlsx({ sheets: [{ name: 'Theo dõi', rows: rows as never }] }));
}

test('a list goes out, is filled in and comes in; what comes in twice changes nothing', async () => {
	await takeFiles(6);
	for (const format of ['xlsx', 'csv'] as const) {
		const out = await followUpFile(sql, fieldEventId, ALL, format);
		expect(await run(out)).toBe(0);
	}
	const out = await followUpFile(sql, fieldEventId, ALL, 'xlsx');
	const back = await filled(out, {
		1: ['Đã phê duyệt'],
		2: ['tu choi', 'Ảnh khuôn mặt không đạt'],
		3: ['HẸN KÍCH HOẠT', null, '05/12/2026', '8h30', 'Công an  phường'],
		4: ['da kich hoat'],
		5: [null]
	});
	expect(await run(back)).toBe(4);
	const at = Date.parse('2026-12-05T08:30:00+07:00');
	const expected = {
		1: { state: 'approved' },
		2: { state: 'rejected', reason: 'face' },
		3: { state: 'appointed', appointment: { at, place: 'Công an phường' } },
		4: { state: 'activated' },
		5: { state: 'waiting' },
		6: { state: 'waiting' }
	};
	expect(await standings()).toEqual(expected);
	expect(await run(back)).toBe(0);
	for (const format of ['xlsx', 'csv'] as const) {
		expect(await run(await followUpFile(sql, fieldEventId, ALL, format))).toBe(0);
	}
	expect(await changes()).toBe(4);
	// The list of before the import is older than what is known by now, and takes nothing back.
	expect(await run(out)).toBe(0);
	expect(await standings()).toEqual(expected);
});

test('days of appointments in three styles, and as a workbook keeps them, are the same day', async () => {
	await takeFiles(4);
	const out = await followUpFile(sql, fieldEventId, ALL, 'xlsx');
	const appointed = (date: unknown, time: unknown) => ['đã hẹn', null, date, time, 'CA phường'];
	const back = await filled(out, {
		1: appointed('5/12/2026', '8:30'),
		2: appointed('05-12-2026', '08:30:00'),
		3: appointed('2026-12-05', '8 giờ 30'),
		4: appointed(new Date('2026-12-05T00:00:00Z'), 8.5 / 24)
	});
	expect(await run(back)).toBe(4);
	const kept = Object.values(await standings());
	expect(new Set(kept.map((one) => JSON.stringify(one))).size).toBe(1);
});

test('every wrong cell is named by row, column and reason, and nothing comes in', async () => {
	await takeFiles(9);
	const [activated] = await readFiles(sql, [fieldEventId]);
	const context = { by: 'o', at: NOW, recordedIn: fieldEventId };
	const wanted = [{ file: activated!, to: { state: 'activated' as const } }];
	await sql.begin((tx) => setStandings(tx, wanted, 'hand', context));
	const other = followUpId(fieldEventId + 1, {
		day: 1,
		prefix: 'A',
		number: 2,
		serviceId: 'level-2',
		ordinal: 1
	});
	const text = [
		'Mã dòng;Họ tên;Trạng thái;Lý do;Ngày hẹn;Giờ hẹn;Nơi hẹn',
		`${id(1)};;từ chối;Vân tay không đạt;;;`,
		`${id(2)};;đang bay;;;;`,
		`${id(2)};;đã duyệt;;;;`,
		`${id(3)};;từ chối;không thích;;;`,
		`${id(4)};;từ chối;;;;`,
		`${id(5)};;hẹn;;31/02/2026;8:30;CA`,
		`${id(6)};;hẹn;;05/12/2026;sáng sớm;`,
		'A-007;;đã duyệt;;;;',
		`${id(99)};;đã duyệt;;;;`,
		`${other};;đã duyệt;;;;`,
		';;đã duyệt;;;;',
		`${id(8)};Nguyễn Văn Mẫu;đã duyệt;;;;`
	].join('\n');
	const { plan } = await look(csv(text));
	expect(plan.bad.map(({ row, letter, why }) => [row, letter, why.code])).toEqual([
		[2, 'C', 'activated-already'],
		[3, 'C', 'unknown-state'],
		[4, 'A', 'twice'],
		[5, 'D', 'unknown-reason'],
		[6, 'D', 'missing'],
		[7, 'E', 'not-a-date'],
		[8, 'G', 'missing'],
		[8, 'F', 'not-a-time'],
		[9, 'A', 'not-a-row'],
		[10, 'A', 'row-gone'],
		[11, 'A', 'row-of-another'],
		[12, 'A', 'missing']
	]);
	expect(plan.ignored).toEqual(['Họ tên']);
	expect(JSON.stringify(plan)).not.toContain('Nguyễn Văn Mẫu');
	const seen = await look(csv(text));
	const answer = await runFollowUpImport(sql, context, csv(text), seen.mark);
	expect(answer.kind).toBe('seen');
	expect(await changes()).toBe(1);
});

const formOf = (fields: [string, string][]) => {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
};
const take = (fields: [string, string][], filter = ALL) => {
	const context = { by: 'o', at: NOW, recordedIn: fieldEventId };
	return takeStandingForm(sql, context, filter, formOf(fields));
};

test('many files that are chosen together are led on, a single one is set as wanted', async () => {
	await takeFiles(3);
	await take([
		['row', id(1)],
		['state', 'activated']
	]);
	const both = [id(1), id(2)].map((row): [string, string] => ['row', row]);
	expect(await take([...both, ['state', 'approved']])).toMatchObject({
		done: { set: 1, stayed: 1 }
	});
	expect((await standings())[1]).toEqual({ state: 'activated' });
	expect(
		await take([
			['row', id(1)],
			['state', 'approved']
		])
	).toMatchObject({ done: { set: 1 } });
	const waiting: FileFilter = { unit: null, state: 'waiting' };
	expect(
		await take(
			[
				['all', 'on'],
				['state', 'approved']
			],
			waiting
		)
	).toMatchObject({
		done: { set: 1, stayed: 0 }
	});
	expect(
		await take([
			['all', 'on'],
			['state', 'waiting']
		])
	).toMatchObject({ done: { set: 3 } });
});

test('what a form lacks is said, and nothing is recorded', async () => {
	await takeFiles(1);
	const row: [string, string] = ['row', id(1)];
	expect(await take([row])).toEqual({ refused: 'state' });
	expect(await take([['state', 'approved']])).toEqual({ refused: 'no-rows' });
	expect(
		await take([
			['row', 'A-001'],
			['state', 'approved']
		])
	).toEqual({ refused: 'no-rows' });
	expect(await take([row, ['state', 'rejected']])).toEqual({ refused: 'reason' });
	const appointment: [string, string][] = [
		['date', '2026-12-05'],
		['time', '08:30']
	];
	expect(await take([row, ['state', 'appointed'], ...appointment])).toEqual({
		refused: 'appointment'
	});
	expect(await changes()).toBe(0);
	const place: [string, string] = ['place', 'CA phường'];
	await take([row, ['state', 'appointed'], ...appointment, place]);
	const at = Date.parse('2026-12-05T08:30:00+07:00');
	expect((await standings())[1]).toMatchObject({ appointment: { at, place: 'CA phường' } });
});

test('a list that was looked at before somebody else set a file is shown anew', async () => {
	await takeFiles(2);
	const text = `Mã dòng;Trạng thái\n${id(1)};đã duyệt\n`;
	const { mark } = await look(csv(text));
	const [file] = await readFiles(sql, [fieldEventId]);
	const context = { by: 'o', at: NOW, recordedIn: fieldEventId };
	const rejected = { state: 'rejected', reason: 'other' } as const;
	await sql.begin((tx) => setStandings(tx, [{ file: file!, to: rejected }], 'hand', context));
	expect(await runFollowUpImport(sql, context, csv(text), mark)).toMatchObject({
		kind: 'seen',
		changedSince: true
	});
	expect((await standings())[1]).toEqual(rejected);
});

test('a file that is no such list says what it lacks', async () => {
	const answer = await lookAtFollowUp(sql, fieldEventId, csv('Mã dòng;Họ tên\nx;y\n'));
	expect(answer).toMatchObject({ kind: 'unreadable', why: { missing: ['state'] } });
});

test('five thousand rows with two hundred faults are read in five seconds, then brought in', async () => {
	await takeFiles(5000);
	const rows = Array.from({ length: 5000 }, (_, i) => [id(i + 1), i % 25 === 7 ? 'x' : 'duyệt']);
	const text = (lines: string[][]) =>
		csv(`Mã dòng;Trạng thái\n${lines.map((l) => l.join(';')).join('\n')}\n`);
	const begun = performance.now();
	const { plan } = await look(text(rows));
	expect(performance.now() - begun).toBeLessThan(5000);
	expect(plan.bad).toHaveLength(200);
	expect(await run(text(rows.map(([row]) => [row!, 'duyệt'])))).toBe(5000);
	const { waiting, approved } = sumOfFiles(await countFiles(sql, [fieldEventId]));
	expect({ waiting, approved }).toEqual({ waiting: 0, approved: 5000 });
});
