import { desc, eq, ne } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';

/** A field event as its row has it: what it is, how phones reach it, and its rules. */
export type FieldEventRow = typeof fieldEvent.$inferSelect;

/** One field event, or null. */
export async function findFieldEvent(db: Database, id: number): Promise<FieldEventRow | null> {
	const [row] = await db.select().from(fieldEvent).where(eq(fieldEvent.id, id));
	return row ?? null;
}

/** All field events of this installation, the newest first. */
export function listFieldEvents(db: Database): Promise<FieldEventRow[]> {
	return db.select().from(fieldEvent).orderBy(desc(fieldEvent.createdAt), desc(fieldEvent.id));
}

/** What the other field events of this installation are called, the newest first. */
export function otherFieldEvents(
	db: Database,
	id: number
): Promise<{ id: number; name: string; place: string }[]> {
	return db
		.select({ id: fieldEvent.id, name: fieldEvent.name, place: fieldEvent.place })
		.from(fieldEvent)
		.where(ne(fieldEvent.id, id))
		.orderBy(desc(fieldEvent.createdAt), desc(fieldEvent.id));
}
