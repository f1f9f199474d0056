import { sql } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';

/**
 * Holds whoever changes a field event's set-up, or opens it, until the transaction ends: what is opened is then what
 * was set up, on whichever node each was pressed.
 */
export async function lockSetUp(tx: Database, fieldEventId: number): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${fieldEventId})`);
}
