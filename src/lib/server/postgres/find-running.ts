import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { DATABASE, ROLE } from './cluster.ts';
import type { RunningPostgres } from './launch.ts';
import { placeUnderVarLib } from './place.ts';
import { runFolders, SOCKET_NAME } from './run-folder.ts';

type Connection = RunningPostgres['connection'];

/** The port is the fourth line of PostgreSQL's own note; it matters on Windows alone, which has no sockets here. */
function portOf(folder: string): number {
	const note = path.join(folder, 'postgres', 'postmaster.pid');
	return existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[3]) : NaN;
}

function doorsOf(folder: string): Pick<Connection, 'host' | 'port' | 'path'>[] {
	if (process.platform === 'win32') {
		const port = portOf(folder);
		return port > 0 ? [{ host: '127.0.0.1', port }] : [];
	}
	return runFolders(folder, process.env, process.getuid?.() === 0)
		.map((run) => path.join(run, SOCKET_NAME))
		.filter((socket) => existsSync(socket))
		.map((socket) => ({ host: 'localhost', port: 5432, path: socket }));
}

async function lets(connection: Connection): Promise<boolean> {
	const sql = postgres({ ...connection, max: 1, connect_timeout: 3, onnotice: () => {} });
	try {
		await sql`select 1`;
		return true;
	} catch {
		return false;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/**
 * The embedded PostgreSQL that a running program keeps over a data folder, for a command that looks into it beside the
 * program. Null when none runs. Makes nothing and changes nothing.
 */
export async function findRunning(dataDir: string): Promise<Connection | null> {
	const wanted = path.resolve(dataDir);
	for (const folder of [wanted, placeUnderVarLib(wanted)]) {
		const secretFile = path.join(folder, 'postgres.secret');
		if (!existsSync(secretFile)) continue;
		const password = readFileSync(secretFile, 'utf8').trim();
		for (const door of doorsOf(folder)) {
			const connection = { ...door, user: ROLE, password, database: DATABASE };
			if (await lets(connection)) return connection;
		}
	}
	return null;
}
