import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { NOBODY, type Actor } from '#lib/server/account/actor.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { changeOccasion, setIdentityCheck } from '#lib/server/setup/change-occasion.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { listChanges } from '#lib/server/setup/list-changes.ts';
import { saveReach } from '#lib/server/setup/save-reach.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

const SEVEN = Date.parse('2026-11-21T07:00:00+07:00');
const MINUTE = 60_000;
const occasion = { name: 'Ngày hội', place: 'Nhà văn hóa', organiser: 'UBND phường' };
const wifi = {
	way: 'hall-wifi',
	address: 'http://192.168.1.10:3000',
	wifiName: 'Ngay Hoi',
	wifiPassword: 'bonconmeo'
};

let fresh: FreshDatabase;
let db: Database;
let id: number;
let lan: Actor;
beforeAll(async () => {
	fresh = await freshDatabase();
	db = drizzle(fresh.sql);
	const hall = { date: '2026-11-21', gates: 1, booths: { 'level-2': 1 } };
	id = await createFieldEvent(db, { name: 'Ngày hội', place: 'Sân vận động', ...hall });
	const made = await createAccount(
		db,
		{
			name: 'Trần Thị Lan',
			role: 'organiser',
			fieldEventId: null,
			password: 'bốn con mèo ngủ trưa'
		},
		NOBODY
	);
	if (!made.ok) expect.unreachable(JSON.stringify(made.refused));
	const { id: accountId, name } = made.account;
	lan = { kind: 'account', accountId, name, role: 'organiser', fieldEventId: null };
});
afterAll(() => fresh.drop());

const at = (minutes: number) => ({ by: lan, at: SEVEN + minutes * MINUTE });
function form(fields: Record<string, string>): FormData {
	const made = new FormData();
	for (const [name, value] of Object.entries(fields)) made.append(name, value);
	return made;
}

it('before opening, name and place change freely and nothing is kept', async () => {
	expect(await changeOccasion(db, id, form(occasion), at(-60))).toBe(null);
	expect(await findFieldEvent(db, id)).toMatchObject(occasion);
	expect(await listChanges(db, id)).toEqual([]);
});

it('once open, name, place, the way of the phones and the check of cards are on the list, with who, when and from what', async () => {
	const clerk = new Clerk(fresh.sql, id, () => {});
	const floor = await loadFloor(fresh.sql, id);
	const wish = { kind: 'open', catalogue: catalogueOf(floor!) } as const;
	await clerk.take({ operationId: randomUUID(), wish, at: SEVEN, by: 'system' });
	await clerk.idle();

	await changeOccasion(db, id, form({ ...occasion, place: 'Trường tiểu học' }), at(10));
	await saveReach(db, id, form(wifi), at(20));
	await setIdentityCheck(db, id, true, at(30));
	const changes = await listChanges(db, id);
	expect(changes.slice(0, 3)).toMatchObject([
		{
			kind: 'occasion-set',
			who: 'Trần Thị Lan',
			at: SEVEN + 30 * MINUTE,
			fields: [{ field: 'identityCheck', from: false, to: true }]
		},
		{
			fields: [
				{ field: 'way', from: 'none', to: 'hall-wifi' },
				{ field: 'address', from: '', to: 'http://192.168.1.10:3000' },
				{ field: 'wifiName', from: '', to: 'Ngay Hoi' },
				{ field: 'wifiPassword', from: null, to: null }
			]
		},
		{ fields: [{ field: 'place', from: 'Nhà văn hóa', to: 'Trường tiểu học' }] }
	]);
	expect(changes.at(-1)).toMatchObject({ kind: 'opened', who: null, at: SEVEN });
	expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
});

it('the password of the Wi-Fi is in no list of changes', async () => {
	await saveReach(db, id, form({ ...wifi, wifiPassword: 'namconmeo' }), at(40));
	const rows = await fresh.sql`select * from set_up_change`;
	expect(JSON.stringify([rows, await listChanges(db, id)])).not.toMatch(/conmeo/);
	expect((await listChanges(db, id))[0]?.fields).toEqual([
		{ field: 'wifiPassword', from: null, to: null }
	]);
});

it('saving a form as it stands leaves no trace, and two changes at once are both kept', async () => {
	const before = (await listChanges(db, id)).length;
	await setIdentityCheck(db, id, true, at(50));
	await changeOccasion(db, id, form({ ...occasion, place: 'Trường tiểu học' }), at(50));
	expect(await listChanges(db, id)).toHaveLength(before);
	await Promise.all([
		setIdentityCheck(db, id, false, at(60)),
		changeOccasion(db, id, form({ ...occasion, place: 'Nhà văn hóa' }), at(60))
	]);
	expect(await listChanges(db, id)).toHaveLength(before + 2);
});
