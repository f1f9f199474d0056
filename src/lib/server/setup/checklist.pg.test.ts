import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/server/account/actor.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { readChecklist, tick, untick, type ChecklistItem } from '#lib/server/setup/checklist.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { newReach } from '#lib/server/setup/reach.ts';
import { addUnits, setUnitTarget } from '#lib/server/setup/units.ts';
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

async function hall() {
	const id = await createFieldEvent(db, {
		name: 'Ngày hội',
		place: 'Nhà văn hóa',
		date: '2026-11-21',
		gates: 1,
		booths: { 'level-2': 1, help: 1 },
		targets: { 'level-2': 100 }
	});
	const officer = async (name: string): Promise<Actor> => {
		const made = await createAccount(
			db,
			{ name, role: 'officer', fieldEventId: id },
			{ kind: 'nobody' }
		);
		if (!made.ok) expect.unreachable();
		const { id: accountId, role } = made.account;
		return { kind: 'account', accountId, name, role, fieldEventId: id } as Actor;
	};
	const look = async (reach = newReach()) =>
		readChecklist(db, id, catalogueOf((await loadFloor(sql, id))!), reach);
	const of = async (item: ChecklistItem, reach = newReach()) =>
		(await look(reach)).items.find((one) => one.item === item)!;
	return { id, officer, look, of };
}

test('what rows tell is ticked by itself: officers for the booths, sums that agree, a phone that came', async () => {
	const { id, officer, look, of } = await hall();
	expect((await look()).items.filter(({ done }) => done).map(({ item }) => item)).toEqual([
		'targets'
	]);
	await officer('Nguyễn Văn Mẫu');
	expect(await of('officers')).toMatchObject({ done: false, byHand: false });
	await officer('Lê Thị Ví Dụ');
	expect(await of('officers')).toMatchObject({ done: true });
	await addUnits(db, id, ['Bưu điện']);
	await setUnitTarget(db, id, 'Bưu điện', 'level-2', { target: 60, eligible: null });
	expect(await of('targets')).toMatchObject({ done: false, byHand: false });
	expect((await look()).differing).toEqual(['level-2']);
	const reach = newReach({
		way: 'hall-wifi',
		address: 'http://10.0.0.2:3000',
		provenAt: '2026-11-20T00:00:00Z'
	});
	expect(await of('phone', reach)).toMatchObject({ done: true, byHand: false });
});

test('what nobody but a person can know is ticked by hand, with who and when, and can be taken back', async () => {
	const { id, officer, of } = await hall();
	const by = await officer('Nguyễn Văn Mẫu');
	const at = new Date('2026-11-20T09:00:00Z');
	await tick(db, id, 'printer', { by, byHand: true }, at);
	expect(await of('printer')).toMatchObject({
		done: true,
		tick: { at: at.getTime(), who: 'Nguyễn Văn Mẫu', byHand: true }
	});
	await tick(db, id, 'printer', { by: await officer('Sau'), byHand: true });
	expect((await of('printer')).tick?.who).toBe('Nguyễn Văn Mẫu');
	await untick(db, id, 'printer');
	expect((await of('printer')).done).toBe(false);
});

test('what the program saw replaces what somebody said, and nobody takes it back', async () => {
	const { id, officer, of } = await hall();
	const by = await officer('Nguyễn Văn Mẫu');
	await tick(db, id, 'scanner', { by, byHand: true });
	await tick(db, id, 'scanner', { by: await officer('Cổng 1'), byHand: false });
	expect((await of('scanner')).tick).toMatchObject({ who: 'Cổng 1', byHand: false });
	await tick(db, id, 'scanner', { by, byHand: true });
	await untick(db, id, 'scanner');
	expect((await of('scanner')).tick?.who).toBe('Cổng 1');
});

test('sums and officers cannot be said to be in order, and nobody ticks nothing', async () => {
	const { id, officer, look } = await hall();
	const by = await officer('Nguyễn Văn Mẫu');
	await tick(db, id, 'officers', { by, byHand: true });
	await tick(db, id, 'no-such', { by, byHand: true });
	await tick(db, id, 'printer', { by: { kind: 'nobody' }, byHand: true });
	expect((await look()).items.filter(({ done }) => done).map(({ item }) => item)).toEqual([
		'targets'
	]);
});
