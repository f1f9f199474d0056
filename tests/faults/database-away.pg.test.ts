import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '#lib/core/hall.fixture.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { startPostgres, type RunningPostgres } from '#lib/server/postgres/launch.ts';

const E = 5;
const at = catalogue().rules.days[0]!.halves[0]!.from;
const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-away-'));
let server: RunningPostgres;
let sql: Sql;

async function connect(): Promise<void> {
	server = await startPostgres({ dataDir: folder });
}

beforeAll(async () => {
	await connect();
	sql = postgres(connectionOptions(server.connection)) as unknown as Sql;
	await migrate(drizzle(sql), { migrationsFolder: 'drizzle' });
	const rules = JSON.stringify(catalogue().rules);
	await sql`insert into field_event (id, name, place, rules, reach) values (${E}, 'Hội', 'Xã', ${rules}::text::jsonb, '{}')`;
	await sql`insert into floor_clock values (${E}, 0)`;
});

afterAll(async () => {
	await sql.end({ timeout: 2 });
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

test('while PostgreSQL is away commands wait or are told to try again; nothing acknowledged is lost and all heals by itself', async () => {
	const clerk = new Clerk(sql, E, () => {});
	const issue = (operationId: string = randomUUID(), ticketId: string = randomUUID()) =>
		clerk.take({
			operationId,
			at,
			by: 'gate',
			wish: {
				kind: 'issue',
				gateId: 'g1',
				ticketId,
				services: [{ serviceId: 'level-2', people: 1 }],
				lane: 'regular',
				party: 1
			}
		});
	await clerk.take({
		operationId: randomUUID(),
		at,
		by: 'organiser',
		wish: { kind: 'open', catalogue: catalogue() }
	});
	const before = await Promise.all(Array.from({ length: 50 }, () => issue()));
	expect(before.every((answer) => answer.ok)).toBe(true);

	await server.stop();
	const short = issue();
	await sleep(1_000);
	await connect();
	// Away for a moment: the command was kept, and is answered as if nothing had been.
	expect(await short).toMatchObject({ ok: true, tickets: [{ number: 51 }] });

	await server.stop();
	const [operationId, ticketId] = [randomUUID(), randomUUID()];
	const long = await issue(operationId, ticketId);
	expect(long).toMatchObject({ ok: false, refused: 'try-again' });
	await connect();
	expect(await issue(operationId, ticketId)).toMatchObject({ ok: true, tickets: [{ number: 52 }] });

	const floor = (await loadFloor(sql, E))!;
	expect([...floor.tickets.values()].map((t) => t.number).sort((a, b) => a - b)).toEqual(
		Array.from({ length: 52 }, (_, i) => i + 1)
	);
}, 60_000);
