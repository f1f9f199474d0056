import { bigint, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * The screens on the walls, as the nodes of the program have them on their sockets. Times are real ones: a wall that is
 * dark is dark whatever the hall's clock says.
 */
export const boardWatch = pgTable(
	'board_watch',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		/** What the screen's browser calls itself: random, kept there. */
		screenId: uuid('screen_id').notNull(),
		/** Which board it shows: the part of the address. */
		boardId: text('board_id').notNull(),
		since: instant('since').notNull(),
		seenAt: instant('seen_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.screenId] }),
		index('board_watch_by_age').on(t.seenAt)
	]
);
