import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { readFiles } from '#lib/server/follow-up/file-rows.ts';
import { setStandings } from '#lib/server/follow-up/set-standing.ts';
import { addUnits, setUnitTarget } from '#lib/server/setup/units.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { randomDays } from '../../../../tests/report-days.ts';
import { periodOf } from './period.ts';
import { readJoinedIn, readJoinedReport, readReport } from './read-report.ts';
import { STAMPED } from './reading-stamp.ts';
import { DEFAULT_GRADES } from './standings.ts';

const DATE = '2023-10-14';
const AT = Date.parse(`${DATE}T16:40:10+07:00`);
const WANTED = {
	period: periodOf('whole', [DATE], DATE),
	at: AT,
	slotMinutes: 60 as const,
	grades: { ...DEFAULT_GRADES, areDefault: true }
};
/** Tables that change by the clerk alone, each time with the field event's clock. */
const BY_THE_CLERK = [
	'field_event',
	'floor_clock',
	'journal',
	'pause',
	'recorded',
	'step',
	'ticket',
	'turn',
	'visitors'
];

let database: FreshDatabase;
let sql: Sql;
let ids: [number, number];

beforeAll(async () => {
	database = await freshDatabase();
	sql = postgres(connectionOptions(database.options)) as unknown as Sql;
	const make = (seed: number) => randomDays(sql, seed, { days: 1, wishes: 400, date: DATE });
	ids = [await make(31), await make(32)];
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

test('whoever asks the same while nothing has changed is given the same reading', async () => {
	const first = await readJoinedReport(sql, ids, WANTED);
	expect(await readJoinedReport(sql, ids, { ...WANTED, at: AT + 40_000 })).toBe(first);
	expect(await readJoinedReport(sql, ids, { ...WANTED, slotMinutes: 30 })).not.toBe(first);
	expect(await readJoinedReport(sql, [ids[0]], WANTED)).not.toBe(first);
	const nextMinute = await readJoinedReport(sql, ids, { ...WANTED, at: AT + 60_000 });
	expect(nextMinute!.sum.at).toBe(AT + 60_000);
});

test('those who ask at the same time are given one reading', async () => {
	const wanted = { ...WANTED, at: AT + 120_000 };
	const all = await Promise.all([1, 2, 3, 4].map(() => readJoinedReport(sql, ids, wanted)));
	expect(new Set(all).size).toBe(1);
});

test('everything that anybody changes is in the next reading', async () => {
	const e = ids[1];
	const db = drizzle(sql);
	const clerk = new Clerk(sql, e, () => {});
	const [file] = await readFiles(sql, ids);
	const pointId = randomUUID();
	const [ticket] = await sql<{ id: string }[]>`
		select id from ticket where field_event_id = ${e} and not blank and not cancelled limit 1`;
	const changes: Record<string, () => Promise<unknown>> = {
		'a press': () => {
			const wish = { kind: 'count-visitors', gateId: 'g1', count: 10 } as const;
			return clerk.take({ operationId: randomUUID(), wish, at: AT, by: 'gate' });
		},
		'a name': () => sql`update field_event set name = 'Ngày hội mới' where id = ${e}`,
		'a target of a service': () =>
			sql`update service set target = 77 where field_event_id = ${e} and id = 'card'`,
		'a unit': () => addUnits(db, e, ['Công an xã Ea Ly']),
		'a target of a unit': () =>
			setUnitTarget(db, e, 'Công an xã Ea Ly', 'card', { target: 12, eligible: null }),
		'an incident': () => sql`
			insert into incident (field_event_id, incident_group, started_at, what, cause, proposal)
			values (${e}, 'staffing', ${AT - 1_000}, 'Thiếu người', '', '')`,
		'an incident that is left out': () =>
			sql`update incident set left_out = true where field_event_id = ${e}`,
		'a count by hand': () => sql`
			insert into tally_press (field_event_id, operation_id, point_id, day, half, count, taken_back, at, by)
			values (${e}, ${randomUUID()}, ${pointId}, 1, 1, 5, false, ${AT}, 'code')`,
		'the name of a place that counts': () =>
			sql`update tally_point set label = 'Tổ lưu động' where id = ${pointId}`,
		'a count that is taken back': () =>
			sql`update tally_press set taken_back = true where field_event_id = ${e}`,
		'an answer': () => sql`
			insert into satisfaction values (${e}, ${ticket!.id}, 'satisfied', ${AT})`,
		'an answer that is changed': () =>
			sql`update satisfaction set opinion = 'unsatisfied' where field_event_id = ${e}`,
		'what became of a file': () =>
			sql.begin((tx) =>
				setStandings(tx, [{ file: file!, to: { state: 'approved' } }], 'hand', {
					by: 'o',
					at: AT,
					recordedIn: e
				})
			)
	};
	await sql`insert into tally_point (field_event_id, id, label, unit, counts, code_id, secret_hash)
		values (${e}, ${pointId}, 'Gian hàng', '', 'lượt', ${randomUUID()}, '\\x00')`;
	let before = await readReport(sql, ids, WANTED);
	for (const [what, change] of Object.entries(changes)) {
		await change();
		const after = await readReport(sql, ids, WANTED);
		expect(after, what).not.toBe(before);
		expect({ ...after, clock: 0 }, what).not.toEqual({ ...before, clock: 0 });
		expect(await readReport(sql, ids, WANTED), what).toBe(after);
		before = after;
	}
});

test('no report reads a table that changes beside the clerk without its being looked at', async () => {
	const read = await sql.begin(async (tx) => {
		await readJoinedIn(tx, ids, WANTED);
		return tx<{ name: string }[]>`
			select distinct c.relname::text as name from pg_locks l join pg_class c on c.oid = l.relation
			where l.pid = pg_backend_pid() and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
	});
	const names = read.map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining([...STAMPED]));
	expect(names.filter((name) => !STAMPED.some((one) => one === name))).toEqual(
		names.filter((name) => BY_THE_CLERK.includes(name))
	);
});
