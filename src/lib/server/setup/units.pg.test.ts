import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { changeDraft } from '#lib/server/setup/change-draft.ts';
import { listChanges } from '#lib/server/setup/list-changes.ts';
import { moveUnit, removeUnit, saveUnit, type UnitForm } from '#lib/server/setup/change-units.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';
import { addUnits, listUnits, sumsOf, type UnitRow } from '#lib/server/setup/units.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

let fresh: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
const maker = { by: { kind: 'nobody' as const }, at: 8 };

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
		booths: { 'level-2': 2, activation: 1 },
		targets: { 'level-2': 100 }
	});
	const clerk = new Clerk(sql, id, () => {});
	const catalogue = async () => catalogueOf((await loadFloor(sql, id))!);
	const changeBooths: UnitForm['changeBooths'] = async (wishes) => {
		const drafted = await changeDraft(db, sql, id, wishes);
		if (drafted.kind === 'changed') return null;
		for (const wish of wishes) {
			const answer = await clerk.take({ operationId: randomUUID(), wish, at: 1, by: 'system' });
			if (!answer.ok) return answer;
		}
		return null;
	};
	const save = async (fields: Record<string, string>) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const by = { kind: 'nobody' as const };
		const asked = {
			db,
			fieldEventId: id,
			form,
			catalogue: await catalogue(),
			by,
			at: 7,
			changeBooths
		};
		return saveUnit(asked);
	};
	const open = async () => {
		const wish = { kind: 'open' as const, catalogue: await catalogue() };
		const answer = await clerk.take({ operationId: randomUUID(), wish, at: 1, by: 'system' });
		if (!answer.ok) expect.unreachable(answer.refused);
	};
	const list = async () => listUnits(db, id, await catalogue());
	const give = async (number: number, unit: string) => {
		const booth = (await catalogue()).booths.find((one) => one.number === number)!;
		await changeBooths([{ kind: 'set-booth', booth: { ...booth, unit } }]);
	};
	return { id, catalogue, save, open, list, give };
}

test('a unit is added with its targets, stands behind the others, and is there once in any spelling', async () => {
	const { save, list } = await hall();
	await save({
		was: '',
		name: 'Công an phường Hoà An',
		'target-level-2': '1.200',
		'eligible-level-2': ''
	});
	await save({ was: '', name: 'Bưu điện', 'target-level-2': '' });
	expect(await save({ was: '', name: 'CÔNG AN phường  Hòa An' })).toMatchObject({
		ok: false,
		refused: { name: { code: 'taken' } }
	});
	expect(await save({ was: '', name: 'X', 'target-level-2': '0' })).toMatchObject({
		ok: false,
		refused: { 'target-level-2': { code: 'out-of-range' } }
	});
	const { units } = await list();
	expect(units.map(({ name, targets }) => [name, targets])).toEqual([
		['Công an phường Hoà An', { 'level-2': { target: 1200, eligible: null } }],
		['Bưu điện', {}]
	]);
});

test.each(['before opening', 'while open'] as const)(
	'%s a new name follows to the booths, the targets and the staff',
	async (when) => {
		const { id, save, open, list, give, catalogue } = await hall();
		await save({ was: '', name: 'Đội 1', 'target-level-2': '40' });
		await give(1, 'Đội 1');
		const person = { name: 'Nguyễn Văn Mẫu', role: 'officer' as const, fieldEventId: id };
		await createAccount(db, { ...person, unit: 'Đội 1' }, { kind: 'nobody' });
		if (when === 'while open') await open();
		expect(await save({ was: 'Đội 1', name: 'Đội Một', 'target-level-2': '50' })).toEqual({
			ok: true
		});
		const { units } = await list();
		expect(units).toMatchObject([
			{ name: 'Đội Một', targets: { 'level-2': { target: 50 } }, booths: [{ number: 1 }] }
		]);
		expect((await catalogue()).booths.map(({ unit }) => unit)).toEqual(['Đội Một', '', '', '']);
		expect((await listStaff(db, id)).map(({ unit }) => unit)).toEqual(['Đội Một']);
	}
);

test('a unit that a booth names stays; without a booth it goes with its targets', async () => {
	const { id, save, list, give, catalogue } = await hall();
	await save({ was: '', name: 'Đội 1', 'target-level-2': '40' });
	await give(1, 'Đội 1');
	expect(await removeUnit(db, id, 'Đội 1', await catalogue(), maker)).toMatchObject({
		ok: false,
		booths: [{ number: 1 }]
	});
	await give(1, '');
	expect(await removeUnit(db, id, 'Đội 1', await catalogue(), maker)).toEqual({ ok: true });
	await save({ was: '', name: 'Đội 1' });
	expect((await list()).units).toMatchObject([{ targets: {} }]);
});

test('once the field event is open, what became of a unit is kept: new, renamed, another target, gone', async () => {
	const { id, save, open, catalogue } = await hall();
	await save({ was: '', name: 'Đội 1', 'target-level-2': '40' });
	await open();
	await save({ was: 'Đội 1', name: 'Đội 1', 'target-level-2': '40' });
	await save({ was: 'Đội 1', name: 'Đội Một', 'target-level-2': '50' });
	await save({ was: '', name: 'Đội 2' });
	await removeUnit(db, id, 'Đội 2', await catalogue(), maker);
	await removeUnit(db, id, 'Đội 3', await catalogue(), maker);
	const kept = (await listChanges(db, id)).filter(({ kind }) => kind === 'occasion-set');
	expect(kept.map(({ at }) => at)).toEqual([8, 7, 7]);
	expect(kept.map(({ fields }) => fields)).toEqual([
		[{ field: 'unitName', from: 'Đội 2', to: null }],
		[{ field: 'unitName', from: null, to: 'Đội 2' }],
		[
			{ field: 'unitName', from: 'Đội 1', to: 'Đội Một' },
			{ field: 'unitTarget/level-2', from: 40, to: 50 }
		]
	]);
});

test('names that booths bear and the list has not are told, and join it when asked', async () => {
	const { id, list, give } = await hall();
	await give(1, 'Bưu điện');
	await give(2, 'Bưu điện');
	expect((await list()).strays).toEqual(['Bưu điện']);
	await addUnits(db, id, ['Bưu điện', 'bưu điện']);
	expect((await list()).strays).toEqual([]);
	expect((await list()).units).toHaveLength(1);
});

test('units are put in order, and none leaves the ends', async () => {
	const { id, list } = await hall();
	await addUnits(db, id, ['A', 'B', 'C']);
	await moveUnit(db, id, 'C', 'up');
	await moveUnit(db, id, 'A', 'up');
	await moveUnit(db, id, 'B', 'down');
	expect((await list()).units.map(({ name }) => name)).toEqual(['A', 'C', 'B']);
});

test('sums stand beside the service’s own target, and differ only where both are given', async () => {
	const { catalogue } = await hall();
	const units: Pick<UnitRow, 'targets'>[] = [
		{
			targets: { 'level-2': { target: 60, eligible: null }, activation: { target: 5, eligible: 9 } }
		},
		{ targets: { 'level-2': { target: 50, eligible: null } } }
	];
	const sums = sumsOf(units, await catalogue());
	expect(sums.find(({ serviceId }) => serviceId === 'level-2')).toMatchObject({
		target: 110,
		ownTarget: 100,
		targetDiffers: true,
		eligible: null
	});
	expect(sums.find(({ serviceId }) => serviceId === 'activation')).toMatchObject({
		target: 5,
		eligible: 9,
		targetDiffers: false,
		eligibleDiffers: false
	});
});
