import {
	bigint,
	customType,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp
} from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * Clips that an organiser recorded for a field event; those that are not here are spoken by the synthetic set. In the
 * database and not in files, because every node of an installation must speak with the same voice.
 */
export const voiceClip = pgTable(
	'voice_clip',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		/** A key of the list of clips. */
		key: text('key').notNull(),
		/** PCM, 16 bits, one channel, checked before it is stored. */
		wav: bytea('wav').notNull(),
		durationMs: integer('duration_ms').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'date' }).notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.key] })]
);
