import { afterAll, beforeAll, expect, test } from 'vitest';
import { FACT_SAMPLES } from '#lib/core/fact-samples.ts';
import { readFact, type StoredFact } from '#lib/core/read-fact.ts';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import { readEntries } from './journal.ts';

let database: FreshDatabase;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());

test('entries that an older version wrote are read from the journal as those of today', async () => {
	const { sql } = database;
	const samples: StoredFact[] = Object.values(FACT_SAMPLES).flat();
	const rows = samples.map((fact, i) => ({
		field_event_id: 7,
		clock: i + 1,
		operation_id: '00000000-0000-4000-8000-000000000001',
		kind: fact.kind,
		version: 1,
		at: 1_000 + i,
		by: 'somebody',
		fact
	}));
	await sql`insert into journal (field_event_id, clock, operation_id, kind, version, at, by, fact)
		select field_event_id, clock, operation_id, kind, version, at, by, fact
		from json_populate_recordset(null::journal, ${JSON.stringify(rows)}::text::json)`;
	const entries = await readEntries(sql, 7, 0);
	expect(entries.map(({ fact }) => fact)).toEqual(samples.map(readFact));
	expect(entries[0]).toMatchObject({ clock: 1, at: 1_000, by: 'somebody' });
});
