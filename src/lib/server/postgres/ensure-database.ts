import postgres from 'postgres';

/**
 * Makes a database when the server does not have it yet; two programs may do so at once.
 * @param connection how to reach any database of that server (`postgres` is in every one)
 */
export async function ensureDatabase(
	connection: postgres.Options<Record<string, postgres.PostgresType>>,
	name: string
): Promise<void> {
	const sql = postgres({ ...connection, database: 'postgres', max: 1, onnotice: () => {} });
	try {
		const [found] = await sql`select 1 from pg_database where datname = ${name}`;
		if (!found) await sql`create database ${sql(name)}`;
	} catch (error) {
		const code = error instanceof postgres.PostgresError ? error.code : '';
		// duplicate_database, or the unique key under it: the other one was quicker.
		if (code !== '42P04' && code !== '23505') throw error;
	} finally {
		// Without a bound `end` never returns when a connection broke with a query on it (postgres.js 3.4.9, tried).
		await sql.end({ timeout: 1 });
	}
}
