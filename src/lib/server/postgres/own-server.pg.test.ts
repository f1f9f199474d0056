import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { ensureDatabase } from './ensure-database.ts';
import { openOwnServer } from './own-server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
	fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

test('a database that two programs make at once is there once', async () => {
	const name = `${fresh.options.database}_twice`;
	await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(fresh.options, name)));
	const rows = await fresh.sql`select 1 from pg_database where datname = ${name}`;
	expect(rows).toHaveLength(1);
	await fresh.sql`drop database ${fresh.sql(name)}`;
});

test('a server that does not answer is told without its password', async () => {
	const opening = openOwnServer('postgres://hall:s3cret@127.0.0.1:9/hall');
	await expect(opening).rejects.toMatchObject({ name: 'StartTrouble' });
	await expect(opening).rejects.toThrow(/DATABASE_URL/);
	await expect(opening).rejects.not.toThrow(/s3cret/);
});
