import postgres, { type Sql } from 'postgres';

const MIGRATION_LOCK = 718_203_417;

/** Runs a migration on one connection under an advisory lock, so that several nodes may start at once. */
export async function migrationLock(sql: Sql, run: (one: Sql) => Promise<void>): Promise<void> {
	const one = postgres({ ...sql.options, max: 1 } as never) as unknown as Sql;
	try {
		await one`select pg_advisory_lock(${MIGRATION_LOCK})`;
		await run(one);
	} finally {
		await one.end({ timeout: 5 });
	}
}
