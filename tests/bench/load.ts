import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { carryOut } from '#lib/core/decide.ts';
import { queueLength } from '#lib/core/floor.ts';
import { nothingTouched } from '#lib/core/touched.ts';
import type { Wish } from '#lib/core/wish.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { writeTouched } from '#lib/server/floor/rows.ts';
import { startPostgres } from '#lib/server/postgres/launch.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';
import { machineLine, percentile } from './machine.ts';

const TARGET_MS = 2_000;
const TIMES = 7;
/** Of ten tickets so many have been served; the others wait. */
const SERVED_OF_TEN = 5;

/**
 * How long it takes to read a whole hall from PostgreSQL into memory, as a program does that starts in the middle of a
 * day: half of the tickets served, half waiting, in the rows that the clerk writes.
 * @returns whether the middle one took as little as is aimed at
 */
export async function benchLoad(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { tickets: { type: 'string', default: '100000' } }
	});
	const folder = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-bench-'));
	const running = await startPostgres({ dataDir: path.join(folder, 'data') });
	const sql = postgres(connectionOptions(running.connection)) as unknown as Sql;
	try {
		await migrate(drizzle(sql), { migrationsFolder: 'drizzle' });
		return await run(sql, Number(values.tickets));
	} finally {
		await sql.end();
		await running.stop();
		for (const place of [running.folder, folder]) rmSync(place, { recursive: true, force: true });
	}
}

async function run(sql: Sql, tickets: number): Promise<boolean> {
	const fieldEventId = await fill(sql, tickets);
	const took: number[] = [];
	const worked: number[] = [];
	for (let i = 0; i < TIMES; i++) {
		const [began, before] = [performance.now(), process.cpuUsage()];
		const floor = (await loadFloor(sql, fieldEventId))!;
		took.push(performance.now() - began);
		const { user, system } = process.cpuUsage(before);
		worked.push((user + system) / 1_000);
		const waiting = [...floor.queues.values()].reduce((sum, queue) => sum + queueLength(queue), 0);
		if (floor.tickets.size !== tickets || waiting === 0) throw new Error('not the whole hall');
	}
	const ms = (share: number) => Math.round(percentile(took, share));
	const middle = percentile(took, 0.5);
	console.log(
		`a floor of ${tickets} tickets read: first ${Math.round(took[0]!)} ms, p50 ${ms(0.5)} ms, most ${ms(1)} ms (${TIMES} times)`
	);
	const cpu = Math.round(percentile(worked, 0.5));
	console.log(
		`of it the program's own processor time: ${cpu} ms; the rest is PostgreSQL's, and other people's`
	);
	console.log(
		`${middle <= TARGET_MS ? 'within' : 'beyond'} the ${TARGET_MS} ms aimed at; ${machineLine()}`
	);
	return middle <= TARGET_MS;
}

/** Gives the numbers and serves some of them in memory, on the real core; the rows are written as the clerk writes them. */
async function fill(sql: Sql, tickets: number): Promise<number> {
	const plan = await makeRushHall(sql, { gates: 10, booths: 50 });
	const { fieldEventId, service } = plan;
	const floor = (await loadFloor(sql, fieldEventId))!;
	const touched = nothingTouched();
	const { catalogue } = plan.open.wish;
	let at = catalogue.rules.days[0]!.halves[0]!.from;
	const press = (wish: Wish, by = 'gate') => {
		const carried = carryOut(floor, wish, { operationId: randomUUID(), at, by }, touched);
		if ('refusal' in carried) throw new Error(carried.refusal.refused);
		return carried.entries;
	};
	const rules = { ...catalogue.rules, seriesCeiling: 99_999 };
	press({ kind: 'open', catalogue: { ...catalogue, rules } }, 'organiser');
	for (const boothId of plan.booths)
		press({ kind: 'open-booth', boothId, takeOver: true }, boothId);
	const services = [{ serviceId: service.id, people: 1 }];
	for (let given = 0; given < tickets; given++) {
		at += 20;
		const gateId = plan.gates[given % plan.gates.length]!;
		press({ kind: 'issue', gateId, ticketId: randomUUID(), services, lane: 'regular', party: 1 });
	}
	const { id: serviceId, outcome, level } = service;
	const results = [{ serviceId, outcome, level, reasonId: null, count: 1 }];
	for (let served = 0; served < (tickets * SERVED_OF_TEN) / 10; served++) {
		at += 20;
		const boothId = plan.booths[served % plan.booths.length]!;
		const [called] = press({ kind: 'call-next', boothId }, boothId);
		if (called?.fact.kind !== 'called') throw new Error('nobody was called');
		press({ kind: 'finish', ticketId: called.fact.ticketId, results, callNext: false }, boothId);
	}
	const { tickets: _, ...beside } = touched;
	await sql.begin(async (tx) => {
		await Promise.all(writeTouched(tx, floor, { ...beside, tickets: new Set() }));
		const ids = [...touched.tickets];
		for (let i = 0; i < ids.length; i += 10_000) {
			const some = { ...nothingTouched(), tickets: new Set(ids.slice(i, i + 10_000)) };
			await Promise.all(writeTouched(tx, floor, some));
		}
		await tx`update floor_clock set clock = ${floor.clock} where field_event_id = ${fieldEventId}`;
	});
	await sql`analyze`;
	return fieldEventId;
}
