import { building } from '$app/environment';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { environment } from '../environment.ts';
import { log } from '../log.ts';
import { openOwnServer } from '../postgres/own-server.ts';
import { startPostgres, type RunningPostgres } from '../postgres/launch.ts';
import { connectionOptions } from './connection-options.ts';
import { markInstallation } from './installation.ts';
import { migrationLock } from './migration-lock.ts';

let embedded: RunningPostgres | null = null;

async function connect(): Promise<Sql> {
	const { databaseUrl, dataDir } = environment;
	if (databaseUrl) {
		await openOwnServer(databaseUrl);
		return postgres(databaseUrl, connectionOptions()) as unknown as Sql;
	}
	embedded = await startPostgres({
		dataDir,
		log: (message, facts) => log.info(facts ?? {}, message),
		address: () => environment.address
	});
	return postgres(connectionOptions(embedded.connection)) as unknown as Sql;
}

/** Pool for statements of requests and of the clerks. Absent only while the program is being built. */
export const sql: Sql = building ? (null as unknown as Sql) : await connect();
export const db: PostgresJsDatabase = building
	? (null as unknown as PostgresJsDatabase)
	: drizzle(sql);

if (!building) {
	await migrationLock(sql, async (one) => {
		await migrate(drizzle(one), { migrationsFolder: environment.migrations });
	});
	await markInstallation(sql, environment.demo ? 'demo' : 'real');
}

/** Ends the pool, then the embedded server; everything acknowledged is on disk long before. */
export async function endDatabase(): Promise<void> {
	await sql.end({ timeout: 5 });
	await embedded?.stop();
}
