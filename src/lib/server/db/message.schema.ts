import { bigint, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Words } from '#lib/core/catalogue.ts';

/** What a hall is and was let read by its organiser; the clerk alone writes it, with the fact that says so. */
export const hallMessage = pgTable(
	'hall_message',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		/** The operation that showed it. */
		id: uuid('id').notNull(),
		words: jsonb('words').$type<Words>().notNull(),
		audience: text('audience').array().notNull(),
		/** Null: for everybody. */
		serviceId: text('service_id'),
		/** Hall times, ms. */
		since: bigint('since', { mode: 'number' }).notNull(),
		until: bigint('until', { mode: 'number' }).notNull(),
		endedAt: bigint('ended_at', { mode: 'number' })
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);
