import {
	bigint,
	boolean,
	customType,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';

/*
 * What stalls and helpers who go about count by hand. The rules of the hall read none of it, and no figure of tickets or
 * results holds any of it: reports keep it in a column of its own.
 */

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** Who counts: a stall, a team, a helper's place. Never a person's name. */
export const tallyPoint = pgTable(
	'tally_point',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		id: uuid('id').notNull(),
		/** What the organiser calls it: "Gian hàng chữ ký số". */
		label: text('label').notNull(),
		/** Whose it is; empty where nobody's in particular. */
		unit: text('unit').notNull(),
		/** What is counted: "lượt hướng dẫn". */
		counts: text('counts').notNull(),
		/** What opens its page without an account: the part of the code that finds the row, and the SHA-256 of all of it. */
		codeId: text('code_id').notNull().unique(),
		secretHash: bytea('secret_hash').notNull(),
		/** Nothing more is counted there; what was counted stays. */
		withdrawn: boolean('withdrawn').notNull().default(false),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

/** One press, once for ever by its operation; taken back it counts nothing. */
export const tallyPress = pgTable(
	'tally_press',
	{
		fieldEventId: bigint('field_event_id', { mode: 'number' }).notNull(),
		operationId: uuid('operation_id').notNull(),
		pointId: uuid('point_id').notNull(),
		day: smallint('day').notNull(),
		/** Which half of the day, from 1. */
		half: smallint('half').notNull(),
		count: integer('count').notNull(),
		takenBack: boolean('taken_back').notNull(),
		/** Hall time in ms at which it was pressed, as near as its device knew. */
		at: bigint('at', { mode: 'number' }).notNull(),
		/** Account id, or `code` for whoever held the code. */
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.operationId] }),
		index('tally_press_by_point').on(t.fieldEventId, t.pointId)
	]
);
