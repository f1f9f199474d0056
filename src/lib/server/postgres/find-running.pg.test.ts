import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { findRunning } from './find-running.ts';
import { startPostgres } from './launch.ts';

test('a command finds the database of the running program, and none when the program has ended', async () => {
	const dataDir = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-find-'));
	expect(await findRunning(dataDir)).toBeNull();
	const running = await startPostgres({ dataDir, settings: { fsync: 'off' } });
	const found = await findRunning(dataDir);
	const sql = postgres({ ...found!, max: 1 });
	expect(await sql`select current_database() as name`).toEqual([
		{ name: running.connection.database }
	]);
	await sql.end();
	await running.stop();
	expect(await findRunning(dataDir)).toBeNull();
	for (const folder of [running.folder, dataDir]) rmSync(folder, { recursive: true, force: true });
});
