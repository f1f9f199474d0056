import type { Sql, TransactionSql } from 'postgres';
import type { Entry } from '#lib/core/fact.ts';
import { readFact, type StoredFact } from '#lib/core/read-fact.ts';

/** Entries of a field event after a clock, in order; at most `limit`. Facts of older versions come as those of today. */
export async function readEntries(
	sql: Sql | TransactionSql,
	fieldEventId: number,
	after: number,
	limit = 1_000_000
): Promise<Entry[]> {
	const rows = await sql<(Omit<Entry, 'fact'> & { fact: StoredFact })[]>`
		select clock, operation_id as "operationId", at, by, fact from journal
		where field_event_id = ${fieldEventId} and clock > ${after}
		order by clock limit ${limit}`;
	return rows.map((row) => ({ ...row, fact: readFact(row.fact) }));
}
