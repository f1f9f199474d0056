import {
	bigint,
	boolean,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { INCIDENT_GROUPS } from '#lib/core/incident-group.ts';

/*
 * What went wrong in a hall, as its report tells it. Pauses are incidents without a row here; a row says what people add
 * to one, or tells of what no pause tells. The rules of the hall read none of it, and nobody is named in it.
 */

export const incident = pgTable(
	'incident',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		id: uuid('id').notNull().defaultRandom(),
		/** Of which pause (`PauseIncident.key`); null: written by hand. */
		pauseKey: text('pause_key'),
		group: text('incident_group', { enum: INCIDENT_GROUPS }).notNull(),
		/** Hall time in ms. */
		startedAt: bigint('started_at', { mode: 'number' }).notNull(),
		/** Null: it goes on, or nobody knows. Of a pause its own end counts. */
		endedAt: bigint('ended_at', { mode: 'number' }),
		what: text('what').notNull(),
		cause: text('cause').notNull(),
		proposal: text('proposal').notNull(),
		/** People affected as somebody counted or corrected them; null: as the pause found them waiting. */
		people: integer('people'),
		/** Somebody has said that this pause was no incident. */
		leftOut: boolean('left_out').notNull().default(false)
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.id] }),
		unique('incident_one_per_pause').on(t.fieldEventId, t.pauseKey)
	]
);
