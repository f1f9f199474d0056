import type { Sql, TransactionSql } from 'postgres';
import type { Entry, Fact } from '#lib/core/fact.ts';

/** Entries of a field event after a clock, in order; at most `limit`. */
export async function readEntries(
	sql: Sql | TransactionSql,
	fieldEventId: number,
	after: number,
	limit = 1_000_000
): Promise<Entry[]> {
	return sql<{ clock: number; operationId: string; at: number; by: string; fact: Fact }[]>`
		select clock, operation_id as "operationId", at, by, fact from journal
		where field_event_id = ${fieldEventId} and clock > ${after}
		order by clock limit ${limit}`;
}
