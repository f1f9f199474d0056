import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { findProgram } from './claim.ts';
import { findRunning } from './find-running.ts';
import { startPostgres } from './launch.ts';

test('a command finds the database and the address of the running program, and neither when the program has ended', async () => {
	const dataDir = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-find-'));
	expect(await findRunning(dataDir)).toBeNull();
	expect(await findProgram(dataDir)).toBe('');
	const running = await startPostgres({
		dataDir,
		settings: { fsync: 'off' },
		address: () => 'http://localhost:3123'
	});
	expect(await findProgram(dataDir)).toBe('http://localhost:3123');
	const found = await findRunning(dataDir);
	const sql = postgres({ ...found!, max: 1 });
	expect(await sql`select current_database() as name`).toEqual([
		{ name: running.connection.database }
	]);
	await sql.end();
	await running.stop();
	expect(await findRunning(dataDir)).toBeNull();
	expect(await findProgram(dataDir)).toBe('');
	for (const folder of [running.folder, dataDir]) rmSync(folder, { recursive: true, force: true });
});
