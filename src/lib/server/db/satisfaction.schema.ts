import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Opinion } from '#lib/core/opinion.ts';

/*
 * What citizens say of their day, by one of three faces. The rules of the hall read none of it; reports count it.
 */

/** One answer for each ticket, the latest. Which ticket, and never who: a ticket knows no person. */
export const satisfaction = pgTable(
	'satisfaction',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		ticketId: uuid('ticket_id').notNull(),
		opinion: text('opinion').$type<Opinion>().notNull(),
		/** Hall time in ms of the latest answer. */
		at: bigint('at', { mode: 'number' }).notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.ticketId] })]
);
