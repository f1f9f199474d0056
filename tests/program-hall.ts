import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Sql } from 'postgres';
import { expect, vi } from 'vitest';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Floor } from '#lib/core/floor.ts';
import type * as Hall from '#lib/server/floor/hall.ts';
import type { NewFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { freshDatabase } from './postgres.ts';

type Wish = Parameters<typeof Hall.submit>[1]['wish'];

/** One open field event of the program itself, on a database of the test file's own. */
export type ProgramHall = {
	fieldEventId: number;
	/** The program's own pool. */
	sql: Sql;
	hall: typeof Hall;
	floor(): Promise<Floor>;
	/** The organiser presses; fails the test unless it is granted, and waits until every reader sees it. */
	press(wish: Wish): Promise<void>;
	/** Ends the halls and the pool, and drops the database; call it in `afterAll`. */
	end(): Promise<void>;
};

/**
 * Points the program's own connection at a fresh database and opens a field event there: what is tested is what runs.
 * A test file that calls it imports the program's modules only afterwards (`await import(…)`), since they connect as
 * they load.
 */
export async function programHall(
	wanted: Pick<NewFieldEvent, 'gates' | 'booths'>
): Promise<ProgramHall> {
	const { options, drop } = await freshDatabase();
	vi.stubEnv('DATABASE_URL', `postgres:///${options.database}`);
	// By its socket's folder where it has one.
	vi.stubEnv('PGHOST', options.path ? dirname(options.path) : options.host);
	vi.stubEnv('PGPORT', String(options.port));
	vi.stubEnv('PGUSER', options.user);
	vi.stubEnv('PGPASSWORD', options.password);
	const { db, sql, endDatabase } = await import('#lib/server/db/connection.ts');
	const { createFieldEvent } = await import('#lib/server/setup/create-field-event.ts');
	const hall = await import('#lib/server/floor/hall.ts');
	const occasion = { name: 'Ngày hội', place: 'Tuy Hòa', date: '2023-10-13' };
	const fieldEventId = await createFieldEvent(db, { ...occasion, ...wanted });
	const floor = () => hall.shownFloor(fieldEventId);
	const press = async (wish: Wish) => {
		const command = { operationId: randomUUID(), wish, by: 'organiser' };
		expect(await hall.submit(fieldEventId, command)).toMatchObject({ ok: true });
	};
	const end = async () => {
		await hall.endHalls();
		await endDatabase();
		await drop();
	};
	await press({ kind: 'open', catalogue: catalogueOf(await floor()) });
	return { fieldEventId, sql, hall, floor, press, end };
}
