import { bigint, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { account } from './account.schema.ts';

/**
 * Further field events that a leader may look at, besides the one of the account. Of no other role is it asked. No foreign
 * key to the field event: that table may be distributed, accounts are not.
 */
export const leaderVenue = pgTable(
	'leader_venue',
	{
		accountId: uuid('account_id')
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' }),
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull()
	},
	(t) => [primaryKey({ columns: [t.accountId, t.fieldEventId] })]
);
