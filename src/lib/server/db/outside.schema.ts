import {
	bigint,
	customType,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';

/*
 * Doors for those who have no account: a leader's link, and the keys of an operations centre. What opens them is kept as
 * its SHA-256 only; times are real ones, because a door must shut whatever the hall's clock says.
 */

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A link that shows the totals of one field event to whoever holds it, until it is over. */
export const leaderLink = pgTable(
	'leader_link',
	{
		id: text('id').primaryKey(),
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		secretHash: bytea('secret_hash').notNull(),
		/** Whom it is for, as the organiser calls it; shown to organisers only. */
		label: text('label').notNull(),
		madeBy: uuid('made_by'),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		revokedAt: instant('revoked_at'),
		/** How often its page was opened, and when last. */
		opened: integer('opened').notNull().default(0),
		lastOpenedAt: instant('last_opened_at')
	},
	(t) => [index('leader_link_by_field_event').on(t.fieldEventId)]
);

/** How many are looking through a link at one node of the program, as that node said last. */
export const leaderLinkWatch = pgTable(
	'leader_link_watch',
	{
		linkId: text('link_id').notNull(),
		node: text('node').notNull(),
		watching: integer('watching').notNull(),
		seenAt: instant('seen_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.linkId, t.node] })]
);

/** A key by which a program of somebody else's reads the figures of all field events. */
export const feedKey = pgTable('feed_key', {
	id: text('id').primaryKey(),
	secretHash: bytea('secret_hash').notNull(),
	/** Who reads with it, as the organiser calls it. */
	label: text('label').notNull(),
	madeBy: uuid('made_by'),
	createdAt: instant('created_at').notNull(),
	revokedAt: instant('revoked_at'),
	/** Written at most once a minute. */
	lastUsedAt: instant('last_used_at')
});
