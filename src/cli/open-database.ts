import { existsSync } from 'node:fs';
import path from 'node:path';
import postgres, { type Sql } from 'postgres';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { findRunning } from '#lib/server/postgres/find-running.ts';
import { startPostgres } from '#lib/server/postgres/launch.ts';
import { placeUnderVarLib } from '#lib/server/postgres/place.ts';

/** A database that a command looks into; `end` closes it, and stops it where the command had to start it. */
export interface OpenedDatabase {
	sql: Sql;
	end: () => Promise<void>;
}

/**
 * The program's database, by the same choice of place as server.js makes, beside a running program or without one.
 * @param demo that of the demo day instead
 * @throws with a sentence in both languages when there is none yet
 */
export async function openDatabase(demo: boolean): Promise<OpenedDatabase> {
	const url = process.env.DATABASE_URL;
	if (url) {
		const address = new URL(url);
		if (demo) {
			address.pathname = `${address.pathname.length > 1 ? address.pathname : '/ngayhoi'}_demo`;
		}
		const sql = postgres(address.href, connectionOptions()) as unknown as Sql;
		return { sql, end: () => sql.end() };
	}
	const dataDir = path.resolve(process.env.DATA_DIR || 'data') + (demo ? '-demo' : '');
	const running = await findRunning(dataDir);
	if (running) {
		const sql = postgres(connectionOptions(running)) as unknown as Sql;
		return { sql, end: () => sql.end() };
	}
	const made = [dataDir, placeUnderVarLib(dataDir)].some((folder) =>
		existsSync(path.join(folder, 'postgres', 'PG_VERSION'))
	);
	if (!made) throw new Error(`Chưa có dữ liệu · No data yet: ${dataDir}`);
	const own = await startPostgres({ dataDir });
	const sql = postgres(connectionOptions(own.connection)) as unknown as Sql;
	return { sql, end: () => sql.end().then(() => own.stop()) };
}
