import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer } from '#lib/core/answer.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { leaderView } from '#lib/core/view/leader-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Database } from '#lib/server/account/database.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { reportCsv } from '#lib/server/report/report-csv.ts';
import { reportFigures } from '#lib/server/report/report-figures.ts';
import { changeDraft, type CatalogueWish } from '#lib/server/setup/change-draft.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { listChanges } from '#lib/server/setup/list-changes.ts';
import { readBooth, readBoothRow } from '#lib/server/setup/read-booths.ts';
import { readGate } from '#lib/server/setup/read-gate.ts';
import { readDays } from '#lib/server/setup/read-rules.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

/** As the program reads bigint columns: clocks, ids and times are all safe integers. */
const wholeNumbers = {
	bigint: { to: 20, from: [20], parse: Number, serialize: (value: unknown) => String(value) }
};
const MINUTE = 60_000;
let now = Date.parse('2026-11-21T07:00:00+07:00');

let fresh: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
let id: number;
let clerk: Clerk;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = postgres({ ...fresh.options, types: wholeNumbers }) as unknown as postgres.Sql;
	db = drizzle(sql);
	id = await createFieldEvent(db, {
		name: '=Ngày hội; thử',
		place: 'Nhà văn hóa',
		date: '2026-11-21',
		days: 2,
		gates: 1,
		booths: { 'level-2': 2, activation: 1 },
		targets: { 'level-2': 3 }
	});
	clerk = new Clerk(sql, id, () => {});
});
afterAll(async () => {
	await clerk.idle();
	await sql.end();
	await fresh.drop();
});

async function standing() {
	const floor = await loadFloor(sql, id);
	if (!floor) expect.unreachable();
	return { floor, catalogue: catalogueOf(floor), day: floor.day };
}
async function wishesOf(read: ReadForm, fields: Record<string, string | string[]>) {
	const form = new FormData();
	for (const [name, values] of Object.entries(fields)) {
		for (const value of [values].flat()) form.append(name, value);
	}
	return read(form, await standing());
}
async function take(wish: Wish, by = 'system'): Promise<Answer & { ok: true }> {
	now += MINUTE;
	const answer = await clerk.take({ operationId: randomUUID(), wish, at: now, by });
	if (!answer.ok) expect.unreachable(`${wish.kind}: ${answer.refused}`);
	return answer;
}
async function takeAll(read: ReadForm, fields: Record<string, string | string[]>) {
	const answer = await wishesOf(read, fields);
	if (!answer.ok) expect.unreachable(JSON.stringify(answer.refused));
	for (const wish of answer.wishes) await take(wish);
}
const row = { word: 'bàn', area: 'area-b', services: 'level-2', seats: '1', level: '', unit: '' };

it('before opening, the set-up is rows, judged by the rules of the hall, all or none', async () => {
	const added = await wishesOf(readBoothRow, { ...row, count: '3', from: '10' });
	if (!added.ok) expect.unreachable();
	expect(await changeDraft(db, sql, id, added.wishes)).toEqual({ kind: 'changed' });
	expect((await standing()).catalogue.booths.map((booth) => booth.number)).toEqual([
		1, 2, 3, 4, 10, 11, 12
	]);
	const [first] = added.wishes;
	if (first?.kind !== 'set-booth') expect.unreachable();
	const lost: CatalogueWish = {
		kind: 'set-booth',
		booth: { ...first.booth, services: ['no-such'] }
	};
	const answer = await changeDraft(db, sql, id, [...added.wishes, lost]);
	expect(answer).toMatchObject({ kind: 'refused', refused: 'no-such-service' });
	expect((await standing()).floor.clock).toBe(0);
});

it('a number that another booth bears is refused at its field, and nothing typed is lost', async () => {
	const answer = await wishesOf(readBoothRow, {
		...row,
		count: '2',
		from: '9',
		unit: 'Công an xã'
	});
	expect(answer).toMatchObject({
		ok: false,
		refused: { from: { code: 'taken' } },
		typed: { count: '2', from: '9', unit: 'Công an xã' }
	});
});

it('days come in order, and a half ends after it begins', async () => {
	const hours = (n: number) => ({ [`from1-${n}`]: '07:00', [`to1-${n}`]: '06:00' });
	const answer = await wishesOf(readDays, {
		'date-0': '2026-11-22',
		'date-1': '2026-11-21',
		...hours(0),
		'from1-1': '07:00',
		'to1-1': '11:00'
	});
	expect(answer).toMatchObject({
		refused: { 'to1-0': { code: 'order' }, 'date-1': { code: 'date-order' } }
	});
});

it('opens with all that was set up; from then on the draft is closed', async () => {
	const { catalogue } = await standing();
	await take({ kind: 'open', catalogue });
	const rename: CatalogueWish = {
		kind: 'set-gate',
		gate: { ...catalogue.gates[0]!, name: 'Cổng chính' }
	};
	expect(await changeDraft(db, sql, id, [rename])).toEqual({ kind: 'opened' });
	expect((await standing()).catalogue.gates[0]?.name).toBe('Cổng 1');
});

it('while open, booths and gates are added and changed, and nobody waiting loses a place', async () => {
	const ticketId = randomUUID();
	await take({
		kind: 'issue',
		gateId: 'g1',
		ticketId,
		services: [{ serviceId: 'level-2', people: 1 }],
		lane: 'regular',
		party: 1
	});
	await takeAll(readBoothRow, { ...row, count: '2', from: '20' });
	await takeAll(readGate, { name: 'Cổng sau', paper: 'printed', slip: '58mm' });
	const fields = { ...row, services: ['level-2', 'activation'], seats: '2', number: '5' };
	await takeAll(readBooth, { ...fields, id: 'b1' });
	const { floor } = await standing();
	expect(floor.booths.get('b1')?.booth).toMatchObject({ number: 5, seats: 2 });
	expect([...floor.gates.values()].map((gate) => gate.prefix)).toContain('C');
	expect(floor.booths.size).toBe(9);
	expect(leaderView(floor, now).waiting).toBe(1);
	await take({ kind: 'open-booth', boothId: 'b1', takeOver: false }, 'officer');
	await take({ kind: 'call-next', boothId: 'b1' }, 'officer');
	await take({ kind: 'start', ticketId }, 'officer');
	const results = [
		{ serviceId: 'level-2', outcome: 'enrolled' as const, level: null, reasonId: null, count: 1 }
	];
	await take({ kind: 'finish', ticketId, results, callNext: false }, 'officer');
	await take({ kind: 'count-visitors', gateId: 'g1', count: 10 });
});

it('what changed, when and from what to what is kept', async () => {
	const changes = await listChanges(db, id);
	const moved = changes.find((change) => change.kind === 'booth-set' && !change.added);
	expect(moved?.fields).toEqual(
		expect.arrayContaining([
			{ field: 'number', from: 1, to: 5 },
			{ field: 'seats', from: 1, to: 2 },
			{ field: 'services', from: ['level-2'], to: ['level-2', 'activation'] }
		])
	);
	expect(changes.at(-1)?.kind).toBe('opened');
	expect(changes.filter((change) => 'added' in change && change.added)).toHaveLength(3);
});

it('the report counts by itself and agrees with the leader’s page to the unit', async () => {
	const failing = randomUUID();
	await take({
		kind: 'issue',
		gateId: 'g1',
		ticketId: failing,
		services: [
			{ serviceId: 'level-2', people: 2 },
			{ serviceId: 'activation', people: 2 }
		],
		lane: 'priority',
		party: 2
	});
	const cancelled = randomUUID();
	const help = [{ serviceId: 'help', people: 1 }];
	await take({
		kind: 'issue',
		gateId: 'g1',
		ticketId: cancelled,
		services: help,
		lane: 'regular',
		party: 3
	});
	await take({ kind: 'cancel', ticketId: cancelled });
	await take({ kind: 'call-next', boothId: 'b1' }, 'officer');
	await take({ kind: 'start', ticketId: failing }, 'officer');
	const level2 = { serviceId: 'level-2', level: null, count: 1 };
	await take(
		{
			kind: 'finish',
			ticketId: failing,
			results: [
				{ ...level2, outcome: 'enrolled', reasonId: null },
				{ ...level2, outcome: 'failed', reasonId: 'sim-not-owner' }
			],
			callNext: false
		},
		'officer'
	);
	const { floor } = await standing();
	const leader = leaderView(floor, now);
	const report = await reportFigures(sql, id);
	if (!report) expect.unreachable();
	expect(report.clock).toBe(floor.clock);
	const { people, tickets, served, results, visitors } = report.total;
	expect({ people, tickets, served, results, visitors }).toEqual(leader.figures);
	expect(report.days[0]).toMatchObject({ ...leader.today, cancelled: leader.cancelled });
	for (const service of leader.services) {
		const own = report.services.find((one) => one.serviceId === service.serviceId);
		expect(own).toMatchObject({
			counted: service.counted,
			levels: service.levels,
			target: service.target
		});
	}
	for (const booth of leader.boothFigures) {
		const own = report.booths.find((one) => one.boothId === booth.booth.id);
		expect(own).toMatchObject({ failed: booth.failedToday });
		expect(own?.byDay[1] ?? 0).toBe(booth.countedToday);
	}
	expect(report.reasons.map((reason) => [reason.reasonId, reason.total])).toEqual(
		leader.reasons.map((reason) => [reason.reasonId, reason.total])
	);
	const sum = (key: 'issued' | 'ended' | 'counted', points: Record<typeof key, number>[]) =>
		points.reduce((all, point) => all + point[key], 0);
	for (const key of ['issued', 'ended', 'counted'] as const) {
		expect(sum(key, report.curve)).toBe(sum(key, leader.curve));
	}
	expect(leader.figures).toMatchObject({ people: 13, tickets: 2, results: 2 });
});

it('the CSV opens in Excel of Viet Nam and carries no formula', async () => {
	const report = await reportFigures(sql, id);
	if (!report) expect.unreachable();
	const csv = reportCsv(report, now, false);
	expect(csv.startsWith('\uFEFF')).toBe(true);
	expect(csv).toContain(`"'=Ngày hội; thử"\r\n`);
	expect(csv).toContain(`\r\nSố liệu tính đến 7 giờ`);
	expect(csv).toContain(`Đồng hồ số liệu;${report.clock}\r\n`);
	expect(csv).toContain('Hồ sơ định danh điện tử mức độ 2 đã thu nhận;hồ sơ;2;2;3;66,67%;');
});
