import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import type { TestConnection } from './postgres.setup.ts';

/** A database of one test file. */
export type FreshDatabase = {
	/** For `postgres(…)`, when a test opens pools of its own (two programs over one database). */
	options: TestConnection;
	/** A pool of ten connections, to be used or left alone. */
	sql: postgres.Sql;
	/** Closes the pool and drops the database with whatever is still connected to it; call it in `afterAll`. */
	drop(): Promise<void>;
};

/**
 * Makes an empty, migrated database for a test file: a copy of the run's template, about 50 ms. Only for tests of
 * vitest's project `pg` (`*.pg.test.ts`).
 */
export async function freshDatabase(): Promise<FreshDatabase> {
	const { connection, template } = inject('postgres');
	const database = `test_${randomBytes(6).toString('hex')}`;
	const admin = postgres({ ...connection, max: 1, onnotice: () => {} });
	await admin`create database ${admin(database)} template ${admin(template)}`;
	const options = { ...connection, database };
	const sql = postgres(connectionOptions({ ...options, max: 10 })) as unknown as postgres.Sql;
	return {
		options,
		sql,
		drop: async () => {
			await sql.end({ timeout: 5 });
			await admin`drop database if exists ${admin(database)} with (force)`;
			await admin.end({ timeout: 5 });
		}
	};
}
