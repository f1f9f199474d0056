import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let one: FreshDatabase;
let other: FreshDatabase;

beforeAll(async () => {
	[one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
});
afterAll(() => Promise.all([one.drop(), other.drop()]));

test('what one test file writes is not seen by another', async () => {
	await one.sql`create table only_here (n int)`;
	const found = await other.sql`select to_regclass('only_here') as name`;
	expect(found[0]?.name).toBeNull();
});

test('a name with Vietnamese letters keeps its order of letters and its capitals', async () => {
	const [row] = await one.sql`select upper('đỗ thị ơn') as upper, length('Ngày Hội') as length`;
	expect(row).toMatchObject({ upper: 'ĐỖ THỊ ƠN', length: 8 });
});

test('the way through the socket is the same for a second pool', async () => {
	const [row] = await other.sql`select current_database() as name`;
	expect(row?.name).toBe(other.options.database);
});
