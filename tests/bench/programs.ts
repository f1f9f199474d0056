import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { startPostgres, type RunningPostgres } from '#lib/server/postgres/launch.ts';
import { freePort } from '../free-port.ts';

/** One process of the real program. */
export interface Program {
	url: string;
	port: number;
	/** Ends it without a word, as a power cut would. */
	kill(): void;
	/** Starts it again after it was killed; resolves when it is ready. */
	start(): Promise<void>;
}

/** Several processes of the real program over one real PostgreSQL with its durable settings, in a folder of their own. */
export interface Programs {
	programs: Program[];
	sql: Sql;
	end(): Promise<void>;
}

const START_MS = 60_000;

/** How a process is told of the database; a socket's folder does not fit into an address, PostgreSQL's variables do. */
export function databaseEnv({ connection }: RunningPostgres): Record<string, string> {
	return {
		DATABASE_URL: `postgres:///${connection.database}`,
		PGHOST: connection.path ? path.dirname(connection.path) : connection.host,
		PGPORT: String(connection.port),
		PGUSER: connection.user,
		PGPASSWORD: connection.password
	};
}

/** Waits until a program answers that it is ready. */
export async function ready(url: string, child: ChildProcess): Promise<void> {
	const until = Date.now() + START_MS;
	for (;;) {
		const answer = await fetch(`${url}/ready`).catch(() => null);
		if (answer?.ok) return;
		if (child.exitCode !== null || Date.now() > until) throw new Error('the program did not start');
		await sleep(100);
	}
}

/** Builds the program when its build is stale. */
export function buildProgram(): void {
	const built = spawnSync(process.execPath, ['server.js', '--build'], { stdio: 'inherit' });
	if (built.status !== 0) throw new Error('the build failed');
}

/**
 * Builds the program when its build is stale, and starts `count` processes of it.
 * @param env what they are told beside where the database is
 */
export async function startPrograms(
	count: number,
	env: Record<string, string> = {}
): Promise<Programs> {
	buildProgram();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-bench-'));
	const running = await startPostgres({ dataDir: path.join(folder, 'data') });
	const children: ChildProcess[] = [];
	process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));
	const programs: Program[] = [];
	for (let i = 0; i < count; i++) {
		const [port, httpsPort] = [await freePort(), await freePort()];
		const url = `http://127.0.0.1:${port}`;
		const start = async () => {
			const child = spawn(process.execPath, ['server.js'], {
				stdio: ['ignore', 'pipe', 'inherit'],
				env: {
					...process.env,
					...databaseEnv(running),
					DATA_DIR: path.join(folder, `program-${i}`),
					HOST: '127.0.0.1',
					PORT: String(port),
					HTTPS_PORT: String(httpsPort),
					LOG_LEVEL: 'error',
					...env
				}
			});
			children[i] = child;
			// What it announces is nobody's here; what it logs is a fault that must be seen.
			readline.createInterface({ input: child.stdout }).on('line', (line) => {
				if (line.startsWith('{')) console.error(line);
			});
			await ready(url, child);
		};
		await start();
		programs.push({ url, port, start, kill: () => void children[i]!.kill('SIGKILL') });
	}
	const sql = postgres(connectionOptions(running.connection)) as unknown as Sql;
	return {
		programs,
		sql,
		end: async () => {
			for (const child of children) child.kill('SIGTERM');
			await Promise.all(
				children.map(
					(child) =>
						child.exitCode !== null ||
						child.signalCode !== null ||
						new Promise((resolve) => child.once('exit', resolve))
				)
			);
			await sql.end();
			await running.stop();
			for (const place of [running.folder, folder]) rmSync(place, { recursive: true, force: true });
		}
	};
}
