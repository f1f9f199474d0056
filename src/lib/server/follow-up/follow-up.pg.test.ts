import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '#lib/core/fact.ts';
import { followUpId } from '#lib/core/follow-up-id.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { reportFigures } from '#lib/server/report/report-figures.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { walkHall } from '../../../../tests/cluster/walk-hall.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { countFiles, readFiles, sumOfFiles, type FileRow } from './file-rows.ts';
import { findFiles, type FileReach } from './find-files.ts';
import { readFollowUpFigures } from './follow-up-figures.ts';
import { setStandings, type WantedStanding } from './set-standing.ts';

const NOW = Date.parse('2026-11-21T08:00:00+07:00');
const DAY = 86_400_000;
let fresh: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = fresh.sql;
});
afterAll(() => fresh.drop());

/** An open hall with two level-2 booths of two units, and what is pressed there. */
async function hall(days = 1) {
	const fieldEventId = await createFieldEvent(drizzle(sql), {
		name: 'Ngày hội',
		place: 'Nhà văn hóa',
		date: '2026-11-21',
		days,
		gates: 1,
		booths: { card: 1, 'level-2': 2, activation: 1 }
	});
	const clerk = new Clerk(sql, fieldEventId, () => {});
	const press = async (wish: Wish, at = NOW) => {
		const operationId = randomUUID();
		const answer = await clerk.take({ operationId, wish, at, by: 'system' });
		if (!answer.ok) expect.unreachable(answer.refused);
		return operationId;
	};
	const floor = async () => (await loadFloor(sql, fieldEventId))!;
	await press({ kind: 'open', catalogue: catalogueOf(await floor()) });
	const booths = [...(await floor()).booths.values()].map(({ booth }) => booth);
	const booth = (service: string, nth = 0) =>
		booths.filter(({ services }) => services.includes(service))[nth]!;
	await press({ kind: 'set-booth', booth: { ...booth('level-2'), unit: 'CA phường  Tuy Hòa ' } });
	await press({
		kind: 'set-booth',
		booth: { ...booth('level-2', 1), unit: 'CA phường Bình Kiến'.normalize('NFD') }
	});
	for (const one of booths) await press({ kind: 'open-booth', boothId: one.id, takeOver: true });
	const gateId = [...(await floor()).gates.values()].find(({ kind }) => kind === 'gate')!.id;
	/** A party that was served for one service at one booth. */
	const taken = async (
		party: number,
		results: Partial<Result>[] = [{ count: party }],
		{ service = 'level-2', nth = 0 } = {}
	) => {
		const ticketId = randomUUID();
		const services = [{ serviceId: service, people: party }];
		await press({ kind: 'issue', gateId, ticketId, services, lane: 'regular', party });
		await press({ kind: 'serve', boothId: booth(service, nth).id, ticketId });
		const full = results.map((result): Result => ({
			serviceId: service,
			outcome: 'enrolled',
			level: null,
			reasonId: null,
			count: 1,
			...result
		}));
		const operationId = await press({ kind: 'finish', ticketId, results: full, callNext: false });
		return { ticketId, operationId };
	};
	const files = () => readFiles(sql, [fieldEventId]);
	const set = (wanted: WantedStanding[], at = NOW, how: 'hand' | 'list' = 'hand') =>
		sql.begin((tx) => setStandings(tx, wanted, how, { by: 'o', at, recordedIn: fieldEventId }));
	return { fieldEventId, gateId, booth, press, taken, files, set };
}

const idsOf = (rows: readonly FileRow[]) =>
	rows.map((row) => followUpId(row.fieldEventId, row).slice('7KQ2MA-'.length));

test('every person whose level-2 file counts has one row, with the unit of the booth', async () => {
	const { taken, files, fieldEventId } = await hall();
	expect(await files()).toEqual([]);
	await taken(1);
	await taken(3, [{ count: 2 }, { outcome: 'failed', reasonId: 'sim-not-owner', count: 1 }]);
	await taken(1, undefined, { nth: 1 });
	await taken(1, [{ outcome: 'nothing-due' }]);
	await taken(1, [{ serviceId: 'card' }, { serviceId: 'level-2' }], { service: 'card' });
	const rows = await files();
	expect(idsOf(rows).sort()).toEqual([
		'1-A-001-level-2-1',
		'1-A-002-level-2-1',
		'1-A-002-level-2-2',
		'1-A-003-level-2-1',
		'1-A-005-level-2-1'
	]);
	const units = rows.map(({ number, unit }) => [number, unit] as const);
	expect(new Map(units)).toEqual(
		new Map([
			[5, ''],
			[3, 'CA phường Bình Kiến'],
			[1, 'CA phường Tuy Hòa'],
			[2, 'CA phường Tuy Hòa']
		])
	);
	const figures = (await reportFigures(sql, fieldEventId))!;
	const level2 = figures.services.find(({ serviceId }) => serviceId === 'level-2')!;
	expect(rows).toHaveLength(level2.counted);
});

test('an undo and a correction take rows away, and the ids of the others stay', async () => {
	const { taken, files, press, set } = await hall();
	const party = await taken(3);
	const other = await taken(1);
	const [first, second, third, last] = await files();
	await set([{ file: second!, to: { state: 'approved' } }]);
	const results: Result[] = [
		{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count: 2 },
		{ serviceId: 'level-2', outcome: 'left', level: null, reasonId: null, count: 1 }
	];
	const { operationId } = party;
	await press({ kind: 'correct', operationId, results }, NOW + 60_000);
	expect(idsOf(await files())).toEqual(idsOf([first!, second!, last!]));
	expect((await files())[1]!.standing).toEqual({ state: 'approved' });
	expect(await set([{ file: third!, to: { state: 'approved' } }])).toMatchObject({
		gone: 1,
		set: 0
	});
	await press({ kind: 'undo', operationId: other.operationId });
	expect(await files()).toHaveLength(2);
});

test('a file stands where it was last set, and every change is kept with who and when', async () => {
	const { taken, files, set, fieldEventId } = await hall();
	await taken(1);
	const [file] = await files();
	expect(file).toMatchObject({ standing: { state: 'waiting' }, changed: null });
	const appointment = { at: NOW + 7 * DAY, place: 'Công an phường' };
	const steps = [
		{ state: 'approved' },
		{ state: 'appointed', appointment },
		{ state: 'activated' }
	] as const;
	for (const [i, to] of steps.entries()) {
		expect(await set([{ file: file!, to }], NOW + (i + 1) * DAY)).toMatchObject({ set: 1 });
		const [now] = await files();
		expect(now).toMatchObject({
			standing: to,
			changed: { at: NOW + (i + 1) * DAY, by: 'o', recordedIn: fieldEventId }
		});
	}
	expect(await set([{ file: file!, to: { state: 'activated' } }])).toMatchObject({ stayed: 1 });
	const rejected = { state: 'rejected', reason: 'face' } as const;
	expect(await set([{ file: file!, to: rejected }])).toMatchObject({ refused: 1 });
	const kept = await sql`select no, state from follow_up_change
		where field_event_id = ${fieldEventId} order by no`;
	expect(kept.map(({ no, state }) => [no, state])).toEqual([
		[1, 'approved'],
		[2, 'appointed'],
		[3, 'activated']
	]);
});

test('whoever was put off to the next day and activated there has activated the file of the day before', async () => {
	const { fieldEventId, gateId, booth, press, files, set } = await hall(2);
	const services = ['level-2', 'activation'];
	const result = (serviceId: string, more: Partial<Result>): Result => ({
		serviceId,
		outcome: 'completed',
		level: null,
		reasonId: null,
		count: 1,
		...more
	});
	const putOff = async (party: number) => {
		const [ticketId, nextId] = [randomUUID(), randomUUID()];
		const due = services.map((serviceId) => ({ serviceId, people: party }));
		await press({ kind: 'issue', gateId, ticketId, services: due, lane: 'regular', party });
		await press({ kind: 'serve', boothId: booth('level-2').id, ticketId });
		const results = [result('level-2', { outcome: 'enrolled', count: party })];
		await press({ kind: 'finish', ticketId, results, callNext: false });
		const tickets = [{ ticketId, nextId }];
		await press({ kind: 'put-off', tickets, to: { place: 'day', day: 2, gateId } });
		return nextId;
	};
	const [alone, another, family] = [await putOff(1), await putOff(1), await putOff(2)];
	await press({ kind: 'open-day', day: 2 }, NOW + DAY);
	const boothId = booth('activation').id;
	const activated = async (ticketId: string, level: number) => {
		await press({ kind: 'serve', boothId, ticketId }, NOW + DAY);
		const results = [result('activation', { level })];
		return press({ kind: 'finish', ticketId, results, callNext: false }, NOW + DAY);
	};
	const operationId = await activated(alone, 2);
	await activated(another, 1);
	await activated(family, 2);
	const states = async () => (await files()).map(({ standing }) => standing.state);
	expect(await states()).toEqual(['activated', 'waiting', 'waiting', 'waiting']);
	expect((await files())[0]!.changed).toMatchObject({ at: NOW + DAY, by: 'system' });

	const dayBefore = await sql.begin((tx) => readFollowUpFigures(tx, [fieldEventId], '2026-11-21'));
	expect(dayBefore.total).toMatchObject({ waiting: 4, activated: 0 });

	const [file] = await files();
	await set([{ file: file!, to: { state: 'approved' } }], NOW + DAY + 1);
	expect(await states()).toEqual(['approved', 'waiting', 'waiting', 'waiting']);
	await set([{ file: file!, to: { state: 'activated' } }], NOW + DAY + 2);
	await press({ kind: 'undo', operationId }, NOW + DAY + 3);
	expect((await states())[0]).toBe('activated');
});

test('many who set the same file at once leave one change', async () => {
	const { taken, files, set } = await hall();
	await taken(2);
	const wanted = (await files()).map((file) => ({ file, to: { state: 'approved' as const } }));
	const done = await Promise.all(Array.from({ length: 5 }, () => set(wanted)));
	expect(done.reduce((sum, { set: n }) => sum + n, 0)).toBe(2);
});

test('an earlier slip is found at a later field event by its code or its row id', async () => {
	const earlier = await hall();
	const later = await hall();
	const { ticketId } = await earlier.taken(2);
	await later.taken(1);
	const [file] = await earlier.files();
	const id = followUpId(earlier.fieldEventId, file!);
	const find = (text: string, reach: FileReach = 'slips-and-rows') =>
		findFiles(sql, later.fieldEventId, text, reach);
	expect(await find(`http://10.0.0.5/t/${ticketDigits(ticketId)}`)).toMatchObject({
		files: [
			{ ordinal: 1, ticketId },
			{ ordinal: 2, ticketId }
		]
	});
	expect(await find(id.toLowerCase())).toEqual({ files: [file] });
	// A row id can be made up, so an officer's way to another field event is the slip alone.
	expect(await find(id, 'slips')).toEqual({ refused: 'no-file' });
	expect(await find(`/t/${ticketDigits(ticketId)}`, 'slips')).toHaveProperty('files');
	// A number is of this field event: the same number of the earlier one is another ticket.
	const own = await find('A-001');
	expect('files' in own && own.files.map(({ fieldEventId }) => fieldEventId)).toEqual([
		later.fieldEventId
	]);
	expect(await find('A-999')).toEqual({ refused: 'no-file' });
	expect(await find(id.replace('-1-A', '-2-A'))).toEqual({ refused: 'no-file' });
	expect(await find('xin chào')).toEqual({ refused: 'not-readable' });
	await later.set([{ file: file!, to: { state: 'activated' } }]);
	expect((await earlier.files())[0]).toMatchObject({
		standing: { state: 'activated' },
		changed: { recordedIn: later.fieldEventId }
	});
});

const figuresOf = (ids: number[], until: string) =>
	sql.begin((tx) => readFollowUpFigures(tx, ids, until));

test('figures are those of an independent count, on every date, for random days', async () => {
	const ids = [await walkHall(sql, 11, 900), await walkHall(sql, 12, 700)];
	const files = await readFiles(sql, ids);
	expect(files.length).toBeGreaterThan(7);
	const starts = Date.parse('2023-10-13T09:00:00+07:00');
	const states = ['approved', 'activated', 'rejected', 'waiting', 'appointed'] as const;
	for (const [i, file] of files.entries()) {
		for (let step = 0; step < i % 4; step++) {
			const state = states[(i + step * 3) % states.length]!;
			const to =
				state === 'rejected'
					? { state, reason: 'face' as const }
					: state === 'appointed'
						? { state, appointment: { at: starts, place: 'CA' } }
						: { state };
			const context = { by: 'o', at: starts + step * DAY, recordedIn: file.fieldEventId };
			await sql.begin((tx) => setStandings(tx, [{ file, to }], 'hand', context));
		}
	}
	for (const [until, days, ends] of [
		['2023-10-13', 1, starts + DAY / 2],
		['2023-10-14', 2, starts + 1.5 * DAY],
		['2023-12-31', 2, starts + 99 * DAY]
	] as const) {
		const { total, units } = await figuresOf(ids, until);
		const [taken] = await sql<{ n: number }[]>`
			select coalesce(sum((x->>'count')::int), 0)::int as n
			from recorded r, jsonb_array_elements(r.results) x
			where r.field_event_id = any(${ids}::bigint[]) and r.applied and r.day <= ${days}
				and x->>'serviceId' = 'level-2' and x->>'outcome' = 'enrolled'`;
		expect(total.taken).toBe(taken!.n);
		// The history, folded by hand, of the files that exist.
		const history = await sql<{ key: string; state: string }[]>`
			select concat_ws('/', field_event_id, ticket_id, ordinal) as key, state from follow_up_change
			where at < ${ends} order by field_event_id, ticket_id, ordinal, no`;
		const last = new Map(history.map(({ key, state }) => [key, state]));
		const count = (state: string) =>
			files.filter(
				(file) =>
					file.day <= days &&
					(last.get(`${file.fieldEventId}/${file.ticketId}/${file.ordinal}`) ?? 'waiting') === state
			).length;
		for (const state of states) expect(total[state], `${until} ${state}`).toBe(count(state));
		expect(sumOfFiles(units)).toMatchObject({ taken: total.taken, waiting: total.waiting });
		expect(total.everApproved).toBe(total.approved + total.appointed + total.activated);
	}
	const now = sumOfFiles(await countFiles(sql, ids));
	expect(now.taken).toBe(files.length);
	const none = await figuresOf(ids, '2023-01-01');
	expect(none).toMatchObject({ total: { taken: 0 }, units: [] });
});
