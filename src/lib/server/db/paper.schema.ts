import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * The server's own key of a field event, which signs the slips of sheets printed beforehand. Made when the first is
 * needed; it stays in the database, because every node signs and checks with the same one and a copy restored elsewhere
 * still knows the sheets that lie printed.
 */
export const slipKey = pgTable('slip_key', {
	fieldEventId: bigint('field_event_id', { mode: 'number' }).primaryKey(),
	/** Raw Ed25519 keys, base64url. */
	publicKey: text('public_key').notNull(),
	secretKey: text('secret_key').notNull()
});
