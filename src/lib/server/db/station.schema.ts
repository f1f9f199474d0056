import {
	bigint,
	boolean,
	customType,
	doublePrecision,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique
} from 'drizzle-orm/pg-core';
import type { StationPlace } from '#lib/core/fact.ts';

/*
 * What the hall knows of its stations beside the rules: keys, codes, how far each has been heard, what the device says of
 * itself. Hall times are bigint ms; the validity of a code is real time.
 */

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const fieldEventId = () => bigint('field_event_id', { mode: 'number' }).notNull();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A one-time code that makes a device the station of a place; kept as its hash only. */
export const stationCode = pgTable('station_code', {
	hash: bytea('hash').primaryKey(),
	fieldEventId: fieldEventId(),
	station: text('station').notNull(),
	place: jsonb('place').$type<StationPlace>().notNull(),
	/** Whether the place may be cut off for long: it then gets more numbers at once. */
	mayBeCutOff: boolean('may_be_cut_off').notNull(),
	createdAt: instant('created_at').notNull(),
	expiresAt: instant('expires_at').notNull(),
	usedAt: instant('used_at'),
	/** The key that used it: the same device may ask again when its answer was lost. */
	usedBy: text('used_by')
});

/** One device in one place, from its enrolment to the next one's. */
export const stationEpoch = pgTable(
	'station_epoch',
	{
		fieldEventId: fieldEventId(),
		station: text('station').notNull(),
		epoch: integer('epoch').notNull(),
		/** As signed links name the station; the same for all its epochs, from 1. */
		no: smallint('no').notNull(),
		/** Raw Ed25519 public key, base64url. */
		publicKey: text('public_key').notNull(),
		/** What the device called itself ("Chrome · Android"). */
		model: text('model').notNull(),
		mayBeCutOff: boolean('may_be_cut_off').notNull(),
		enrolledAt: bigint('enrolled_at', { mode: 'number' }).notNull(),
		revoked: boolean('revoked').notNull().default(false),
		/** Hall time of the last contact, and of the last one after which nothing that it had written was unheard. */
		contactAt: bigint('contact_at', { mode: 'number' }).notNull(),
		wholeAt: bigint('whole_at', { mode: 'number' }).notNull(),
		unsent: integer('unsent').notNull().default(0),
		oldest: bigint('oldest', { mode: 'number' }),
		kept: boolean('kept').notNull(),
		battery: doublePrecision('battery'),
		charging: boolean('charging'),
		build: text('build').notNull().default('')
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.station, t.epoch] })]
);

/** How far each epoch was heard without a gap; written by the clerk in the transaction that heard it. */
export const stationHeard = pgTable(
	'station_heard',
	{
		fieldEventId: fieldEventId(),
		station: text('station').notNull(),
		epoch: integer('epoch').notNull(),
		lastSeq: integer('last_seq').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.station, t.epoch] })]
);

/**
 * Runs of a station's program: which one had the device's store after which. One store has one next run, and the key says
 * so for all programs: a second one after the same has a copy.
 */
export const stationRun = pgTable(
	'station_run',
	{
		fieldEventId: fieldEventId(),
		station: text('station').notNull(),
		epoch: integer('epoch').notNull(),
		boot: text('boot').notNull(),
		/** Null where it is not known, or where another run has this place. */
		after: text('after'),
		/** Whether it is a copy's, and gets nothing any more. */
		refused: boolean('refused').notNull().default(false)
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.station, t.epoch, t.boot] }),
		unique().on(t.fieldEventId, t.station, t.epoch, t.after)
	]
);
