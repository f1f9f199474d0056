import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import type { StationPlace } from '#lib/core/fact.ts';
import type { Wish } from '#lib/core/wish.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { startPostgres, type RunningPostgres } from '#lib/server/postgres/launch.ts';
import { makeStationCode } from '#lib/server/station/station-code.ts';
import { databaseEnv, ready } from '../../bench/programs.ts';
import { freePort } from '../../free-port.ts';
import { makeRushHall } from '../../cluster/rush-hall.ts';
import { Line } from './line.ts';

/** The real program over a real PostgreSQL, with one open field event; the program can be killed and comes back. */
export class FaultHall {
	private child: ChildProcess | null = null;
	private readonly lines: Line[] = [];
	kills = 0;

	private constructor(
		private readonly folder: string,
		private readonly running: RunningPostgres,
		readonly sql: Sql,
		readonly port: number,
		private readonly httpsPort: number,
		private readonly script: () => string
	) {}

	readonly gates: string[] = [];
	readonly booths: string[] = [];
	fieldEventId = 0;

	static async open(
		folder: string,
		script: () => string,
		plan: { gates: number; booths: number }
	): Promise<FaultHall> {
		const built = spawnSync(process.execPath, ['server.js', '--build'], { stdio: 'inherit' });
		if (built.status !== 0) throw new Error('the build failed');
		mkdirSync(folder, { recursive: true });
		const running = await startPostgres({ dataDir: join(folder, 'data') });
		const sql = postgres(connectionOptions(running.connection)) as unknown as Sql;
		const [port, httpsPort] = [await freePort(), await freePort()];
		const hall = new FaultHall(folder, running, sql, port, httpsPort, script);
		process.once('exit', () => hall.child?.kill('SIGKILL'));
		await hall.start();
		const rush = await makeRushHall(sql, plan);
		hall.fieldEventId = rush.fieldEventId;
		hall.gates.push(...rush.gates);
		hall.booths.push(...rush.booths);
		const clerk = new Clerk(sql, rush.fieldEventId, () => {});
		const opened = await clerk.take({ ...rush.open, at: Date.now(), by: 'organiser' });
		if (!opened.ok) throw new Error(opened.refused);
		return hall;
	}

	async start(): Promise<void> {
		this.child = spawn(process.execPath, ['server.js'], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: {
				...process.env,
				...databaseEnv(this.running),
				DATA_DIR: join(this.folder, 'program'),
				HOST: '127.0.0.1',
				PORT: String(this.port),
				HTTPS_PORT: String(this.httpsPort),
				LOG_LEVEL: 'error'
			}
		});
		await ready(`http://127.0.0.1:${this.port}`, this.child);
	}

	/** Ends the program without a word. */
	async kill(): Promise<void> {
		const { child } = this;
		if (!child) return;
		this.kills++;
		const ended = new Promise((done) => child.once('exit', done));
		child.kill('SIGKILL');
		await ended;
		this.child = null;
	}

	/** A way to the hall for one station. */
	async lay(): Promise<Line> {
		const line = await Line.lay(this.script, () => this.port);
		this.lines.push(line);
		return line;
	}

	async code(place: StationPlace): Promise<string> {
		const { sql, fieldEventId } = this;
		return (await makeStationCode(sql, { fieldEventId, place, mayBeCutOff: true })).code;
	}

	/** A wish of the organiser, past the web. */
	async wish(wish: Wish): Promise<void> {
		const clerk = new Clerk(this.sql, this.fieldEventId, () => {});
		const operationId = randomUUID();
		const answer = await clerk.take({ operationId, wish, by: 'organiser', at: Date.now() });
		if (!answer.ok) throw new Error(`${wish.kind}: ${answer.refused}`);
	}

	/** How a gate's place reads. */
	async gatePlace(gateId: string): Promise<StationPlace> {
		const [row] = await this.sql<{ prefix: string }[]>`
			select prefix from gate where field_event_id = ${this.fieldEventId} and id = ${gateId}`;
		return { kind: 'gate', gateId, prefix: row!.prefix };
	}

	async end(): Promise<void> {
		for (const line of this.lines) line.close();
		const { child } = this;
		if (child) {
			const ended = new Promise((done) => child.once('exit', done));
			child.kill('SIGTERM');
			await ended;
		}
		await this.sql.end();
		await this.running.stop();
		for (const place of [this.running.folder, this.folder]) {
			rmSync(place, { recursive: true, force: true });
		}
	}
}
