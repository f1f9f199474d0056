import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOBODY } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { proveReach, type Trial } from '#lib/server/setup/prove-reach.ts';
import { followable } from '#lib/server/setup/reach.ts';
import { saveReach } from '#lib/server/setup/save-reach.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';

const PHONE =
	'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36';
const LAPTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36';

let fresh: FreshDatabase;
let db: Database;
let id: number;
beforeAll(async () => {
	fresh = await freshDatabase();
	db = drizzle(fresh.sql);
	const hall = { date: '2026-11-21', gates: 1, booths: { 'level-2': 1 } };
	id = await createFieldEvent(db, { name: 'Ngày hội', place: 'Nhà văn hóa', ...hall });
});
afterAll(() => fresh.drop());

async function reach() {
	const row = await findFieldEvent(db, id);
	if (!row) expect.unreachable();
	return row.reach;
}
function choose(fields: Record<string, string>) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return saveReach(db, id, form, { by: NOBODY, at: Date.parse('2026-11-20T08:00:00+07:00') });
}
const trial = async (more: Partial<Trial> = {}): Promise<Trial> => ({
	fieldEventId: id,
	code: (await reach()).trialCode,
	host: '192.168.1.10:3000',
	clientAddress: '192.168.1.77',
	userAgent: PHONE,
	ownAddresses: ['192.168.1.10'],
	...more
});
const wifi = {
	way: 'hall-wifi',
	address: '192.168.1.10:3000/',
	wifiName: 'Ngay Hoi',
	wifiPassword: 'bonconmeo'
};

it('an address that leads a phone to itself, or nowhere, is refused and kept in its field', async () => {
	expect(await choose({ ...wifi, address: 'http://localhost:3000' })).toMatchObject({
		refused: { address: { code: 'loopback' } },
		typed: { address: 'http://localhost:3000', wifiPassword: 'bonconmeo' }
	});
	expect(await choose({ ...wifi, address: 'địa chỉ nào' })).toMatchObject({
		refused: { address: { code: 'not-an-address' } }
	});
	expect(await choose({ ...wifi, wifiName: '' })).toMatchObject({
		refused: { wifiName: { code: 'missing' } }
	});
});

it('only a phone that opens the chosen address itself proves that phones get there', async () => {
	expect(await choose(wifi)).toBe(null);
	expect(followable(await reach())).toBe(false);
	expect(await proveReach(db, await trial({ code: '123' }))).toBe('old-code');
	expect(await proveReach(db, await trial({ host: 'localhost:3000' }))).toBe('other-address');
	const here = { clientAddress: '::ffff:192.168.1.10', userAgent: LAPTOP };
	expect(await proveReach(db, await trial(here))).toBe('this-machine');
	expect(followable(await reach())).toBe(false);
	expect(await proveReach(db, await trial())).toBe('proven');
	expect(followable(await reach())).toBe(true);
});

it('another password of the Wi-Fi keeps the proof; another address takes it away, and its old QR code with it', async () => {
	const before = await trial();
	await choose({ ...wifi, wifiPassword: 'namconmeo' });
	expect(followable(await reach())).toBe(true);
	await choose({ ...wifi, address: 'http://192.168.1.11:3000' });
	expect(followable(await reach())).toBe(false);
	expect(await proveReach(db, { ...before, host: '192.168.1.11:3000' })).toBe('old-code');
	await choose({ way: 'none' });
	expect(await reach()).toMatchObject({ way: 'none', address: '', provenAt: null });
});
