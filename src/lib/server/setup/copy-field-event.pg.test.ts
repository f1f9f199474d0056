import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wish } from '#lib/core/wish.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import { issueSignInCode } from '#lib/server/account/issue-sign-in-code.ts';
import type { Database } from '#lib/server/account/database.ts';
import { boardView } from '#lib/server/db/hall.schema.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { readTemplate } from '#lib/server/setup/add-template.ts';
import { listBoards } from '#lib/server/setup/boards.ts';
import { changeDraft } from '#lib/server/setup/change-draft.ts';
import { copyFieldEvent } from '#lib/server/setup/copy-field-event.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { timeInHall } from '#lib/server/setup/hall-date.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';
import { readCopy, readNewFieldEvent, sourceOf } from '#lib/server/setup/read-new-field-event.ts';
import { addUnits, listUnits, setUnitTarget } from '#lib/server/setup/units.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

let fresh: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = fresh.sql;
	db = drizzle(sql);
});
afterAll(() => fresh.drop());

const catalogueIn = async (id: number) => catalogueOf((await loadFloor(sql, id))!);
const formOf = (fields: Record<string, string>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
};

/** A field event with boards, units and staff, that was opened, gave numbers and closed its intake. */
async function lived() {
	const id = await createFieldEvent(db, {
		name: 'Ngày hội tháng 10',
		place: 'Quảng trường',
		organiser: 'UBND phường Tuy Hòa',
		date: '2026-10-10',
		days: 2,
		hours: [{ from: '07:30', to: '11:00' }],
		gates: 2,
		booths: { 'level-2': 3, activation: 1 },
		targets: { 'level-2': 100 },
		address: 'ông/bà',
		identityCheck: true,
		reach: { way: 'hall-wifi', address: 'http://10.0.0.2:3000', provenAt: '2026-10-09T00:00:00Z' }
	});
	await addUnits(db, id, ['Công an phường Tuy Hòa', 'Bưu điện']);
	const given = { target: 60, eligible: 200 };
	await setUnitTarget(db, id, 'Bưu điện', 'level-2', given);
	await db.insert(boardView).values({
		fieldEventId: id,
		id: 'board-1',
		name: 'Sân A',
		shows: { services: ['level-2'], areas: [], booths: ['b1', 'b2'] }
	});
	const person = { name: 'Nguyễn Văn Mẫu', role: 'officer' as const, fieldEventId: id };
	const made = await createAccount(db, person, { kind: 'nobody' });
	if (!made.ok) expect.unreachable();
	await issueSignInCode(db, made.account.id, { lifeMs: 60_000 }, { kind: 'nobody' });
	const clerk = new Clerk(sql, id, () => {});
	const take = async (wish: Wish) => {
		const at = Date.parse('2026-10-10T08:00:00+07:00');
		const answer = await clerk.take({ operationId: randomUUID(), wish, at, by: 'system' });
		if (!answer.ok) expect.unreachable(`${wish.kind}: ${answer.refused}`);
	};
	await take({ kind: 'open', catalogue: await catalogueIn(id) });
	const services = [{ serviceId: 'level-2', people: 1 }];
	const party = { lane: 'regular' as const, party: 1 };
	await take({ kind: 'issue', gateId: 'g1', ticketId: randomUUID(), services, ...party });
	const { services: offered, booths } = await catalogueIn(id);
	const level2 = offered.find((one) => one.id === 'level-2')!;
	await take({ kind: 'set-service', service: { ...level2, intakeOpen: false } });
	const second = booths.find((one) => one.id === 'b2')!;
	await take({ kind: 'set-booth', booth: { ...second, withdrawn: true } });
	return id;
}

test('a field event set up as an earlier one has its hall, and nothing of its days', async () => {
	const from = await lived();
	const wanted = {
		name: 'Ngày hội tháng 11',
		place: 'Nhà văn hóa',
		organiser: '',
		date: '2026-11-21'
	};
	const id = await copyFieldEvent(db, sql, from, wanted);
	if (id === null) expect.unreachable();
	const [was, is] = [await catalogueIn(from), await catalogueIn(id)];
	expect(is.services).toEqual(was.services.map((one) => ({ ...one, intakeOpen: true })));
	expect(is.booths).toEqual(was.booths.filter((booth) => booth.id !== 'b2'));
	expect([is.gates, is.areas, is.reasons]).toEqual([was.gates, was.areas, was.reasons]);
	expect(is.rules).toEqual({ ...was.rules, days: is.rules.days });
	expect(is.rules.days.map(({ date }) => date)).toEqual(['2026-11-21', '2026-11-22']);
	const [half] = is.rules.days[0]!.halves;
	expect([timeInHall(half!.from), timeInHall(half!.to)]).toEqual(['07:30', '11:00']);
	expect(await listBoards(db, id)).toMatchObject([{ name: 'Sân A', shows: { booths: ['b1'] } }]);
	const { units } = await listUnits(db, id, is);
	expect(units.map(({ name, targets }) => [name, targets['level-2']])).toEqual([
		['Công an phường Tuy Hòa', undefined],
		['Bưu điện', { target: 60, eligible: 200 }]
	]);
	const row = await findFieldEvent(db, id);
	expect(row).toMatchObject({
		name: 'Ngày hội tháng 11',
		place: 'Nhà văn hóa',
		organiser: 'UBND phường Tuy Hòa',
		status: 'draft',
		day: 0,
		identityCheck: true,
		reach: { way: 'hall-wifi', provenAt: null }
	});
	expect(row?.reach.trialCode).not.toBe((await findFieldEvent(db, from))?.reach.trialCode);
	const floor = (await loadFloor(sql, id))!;
	expect([floor.clock, floor.tickets.size, floor.series.size]).toEqual([0, 0, 0]);
	expect((await listStaff(db, id)).filter(({ role }) => role !== 'organiser')).toEqual([]);
});

test('the copy opens as any other, and what it copies stays as it was', async () => {
	const from = await lived();
	const before = await catalogueIn(from);
	const wanted = { name: 'B', place: 'C', organiser: 'D', date: '2026-12-01' };
	const id = (await copyFieldEvent(db, sql, from, wanted))!;
	const clerk = new Clerk(sql, id, () => {});
	const wish = { kind: 'open' as const, catalogue: await catalogueIn(id) };
	const answer = await clerk.take({ operationId: randomUUID(), wish, at: 1, by: 'system' });
	expect(answer.ok).toBe(true);
	expect(await catalogueIn(from)).toEqual(before);
	expect(await copyFieldEvent(db, sql, 999, wanted)).toBeNull();
});

test('the form of a copy asks for no numbers, and says what is missing', () => {
	const form = formOf({ from: 'earlier/12', name: '', place: 'Nhà văn hóa', date: '2026-11-21' });
	expect(sourceOf(form)).toBe(12);
	expect(readCopy(form)).toMatchObject({ ok: false, refused: { name: { code: 'missing' } } });
	expect(sourceOf(formOf({ from: 'default' }))).toBeNull();
	expect(sourceOf(formOf({ from: 'earlier/x' }))).toBeNull();
});

test('ready services join a new field event with their booths and reasons', async () => {
	const read = readNewFieldEvent(
		formOf({
			...{ name: 'A', place: 'B', date: '2026-11-21', gates: '1', card: '0' },
			...{ 'level-2': '2', activation: '1', 'ready-sim': '2', 'ready-portal-account': '1' }
		})
	);
	if (!read.ok) expect.unreachable(JSON.stringify(read.refused));
	const id = await createFieldEvent(db, read.wanted);
	const { services, booths, reasons } = await catalogueIn(id);
	expect(services.map((one) => one.id).slice(4)).toEqual(['portal-account', 'sim']);
	expect(booths.map((one) => [one.number, one.services[0]]).slice(4)).toEqual([
		[5, 'portal-account'],
		[6, 'sim'],
		[7, 'sim']
	]);
	expect(reasons.some((one) => one.id === 'sim-another-owner')).toBe(true);
	expect(new Set(reasons.map((one) => one.position)).size).toBe(reasons.length);
});

test('a ready service joins a hall that stands, once', async () => {
	const booths = { 'level-2': 1 };
	const id = await createFieldEvent(db, {
		...{ name: 'A', place: 'B', date: '2026-11-21', gates: 1 },
		booths
	});
	const ask = async () =>
		readTemplate(formOf({ template: 'digital-signature' }), {
			catalogue: await catalogueIn(id),
			day: 0
		});
	const read = await ask();
	if (!read.ok) expect.unreachable();
	expect(await changeDraft(db, sql, id, read.wishes)).toEqual({ kind: 'changed' });
	const { services } = await catalogueIn(id);
	expect(services.at(-1)).toMatchObject({
		id: 'digital-signature',
		counts: 'completed',
		unit: { vi: 'chữ ký số' },
		target: null
	});
	expect(await ask()).toMatchObject({ ok: false, refused: { template: { code: 'not-offered' } } });
});
