import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '#lib/server/postgres/launch.ts';

/** How the tests reach the run's PostgreSQL, and the database that every test file's own is copied from. */
export type TestServer = { connection: TestConnection; template: string };
export type TestConnection = {
	host: string;
	port: number;
	path?: string;
	user: string;
	password: string;
	database: string;
};

declare module 'vitest' {
	export interface ProvidedContext {
		postgres: TestServer;
	}
}

const MIGRATIONS = 'drizzle';

function fromUrl(address: string): TestConnection {
	const url = new URL(address);
	return {
		host: url.hostname,
		port: Number(url.port || 5432),
		user: decodeURIComponent(url.username),
		password: decodeURIComponent(url.password),
		database: url.pathname.slice(1) || 'postgres'
	};
}

async function embedded(): Promise<{ connection: TestConnection; end: () => Promise<void> }> {
	const dataDir = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-test-'));
	chmodSync(dataDir, 0o711); // else root's tests would go under /var/lib
	const running = await startPostgres({
		dataDir,
		// Throw-away data: nothing is asked of the disk, and many test files and pools come at once.
		settings: {
			fsync: 'off',
			synchronous_commit: 'off',
			full_page_writes: 'off',
			max_connections: '300'
		}
	});
	const end = async () => {
		await running.stop();
		for (const folder of [running.folder, dataDir])
			rmSync(folder, { recursive: true, force: true });
	};
	return { connection: running.connection, end };
}

/**
 * Vitest's global set-up of the tests that need a database: one PostgreSQL for the whole run (the embedded one, or
 * the server of `TEST_DATABASE_URL`), with a template database brought up to the newest migration.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const given = process.env.TEST_DATABASE_URL;
	const { connection, end } = given
		? { connection: fromUrl(given), end: async () => {} }
		: await embedded();
	const template = `template_${randomBytes(6).toString('hex')}`;
	const admin = postgres({ ...connection, max: 1, onnotice: () => {} });
	await admin`create database ${admin(template)}`;
	if (existsSync(path.join(MIGRATIONS, 'meta', '_journal.json'))) {
		const sql = postgres({ ...connection, database: template, max: 1, onnotice: () => {} });
		await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS });
		await sql.end({ timeout: 5 }); // a template must have no connections when it is copied
	}
	project.provide('postgres', { connection, template });
	return async () => {
		await admin`drop database if exists ${admin(template)} with (force)`;
		await admin.end({ timeout: 5 });
		await end();
	};
}
