import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { inhabitants } from '#lib/server/postgres/inhabitants.ts';
import { startPostgres, type RunningPostgres } from '#lib/server/postgres/launch.ts';
import { databaseEnv } from '../bench/programs.ts';
import { becomeOrganiser, LAPTOP, openHall, Program, test as base, type OpenHall } from './hall.ts';

/** A PostgreSQL of the story's own that can be ended and begun again, or halted as by a disk that does not answer. */
class Database {
	private constructor(
		private readonly folder: string,
		private server: RunningPostgres
	) {}

	static async start(): Promise<Database> {
		const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-away-'));
		chmodSync(folder, 0o711); // else root's data would go under /var/lib
		return new Database(folder, await startPostgres({ dataDir: folder }));
	}

	get env(): Record<string, string> {
		return databaseEnv(this.server);
	}

	async end(): Promise<void> {
		await this.server.stop();
	}

	async begin(): Promise<void> {
		this.server = await startPostgres({ dataDir: this.folder });
	}

	/** Does to it what no program does: puts rows back, or takes them away. */
	async say(statement: string): Promise<void> {
		const sql = postgres(connectionOptions(this.server.connection));
		await sql.unsafe(statement);
		await sql.end();
	}

	/** Sends a signal to each process of this server and of no other. */
	signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
		const cluster = join(realpathSync(this.server.folder), 'postgres');
		for (const pid of inhabitants(cluster)) process.kill(pid, signal);
	}

	async remove(): Promise<void> {
		this.signal('SIGCONT');
		await this.end();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** `away`: a hall of a program over a `database` that the story can take away. */
export const test = base.extend<{ database: Database; own: Program; away: OpenHall }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
	database: async ({}, use) => {
		const database = await Database.start();
		await use(database);
		await database.remove();
	},
	own: async ({ database }, use) => {
		const program = await Program.start(database.env);
		await use(program);
		await program.remove();
	},
	away: async ({ browser, own }, use) => {
		const context = await browser.newContext({ viewport: LAPTOP });
		await becomeOrganiser(await context.newPage(), own);
		await use(await openHall(browser, own, context));
	}
});
