import { bigint, boolean, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * What was tried before a field event opens and no other row tells: by whom and when. The list never holds up an
 * opening; the rules of the hall read none of it.
 */
export const checklistTick = pgTable(
	'checklist_tick',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		/** One of `CHECKLIST`. */
		item: text('item').notNull(),
		/** Real time. */
		at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
		/** The account of whoever did it; no foreign key, because accounts are the installation's. */
		by: uuid('by').notNull(),
		/** True: somebody said so. False: the program saw it happen. */
		byHand: boolean('by_hand').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.item] })]
);
