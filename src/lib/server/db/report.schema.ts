import {
	bigint,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import type { Outstanding } from '#lib/server/report/outstanding.ts';
import type { GradeBounds, JoinedReading, ReportReading } from '#lib/server/report/reading.ts';

/*
 * Reports: how they are headed, what is known only by hand, and the readings that were frozen. No citizen is named in
 * any of it; the letterhead may name the official who signs, as the printed report does.
 */

const fieldEventId = () => bigint('field_event_id', { mode: 'number' }).notNull();

/** What stands around the figures on every report of a field event; empty where it was not filled in. */
export interface Letterhead {
	parentBody: string;
	issuingBody: string;
	/** What follows the number that the office gives: `BC-UBND`. */
	symbol: string;
	/** The place on the line of the date. */
	place: string;
	/** "TM. …", "KT. …" and the title, one a line. */
	authority: string;
	signer: string;
	/** Nơi nhận, one a line. */
	recipients: string;
}

/** What only people know; paragraphs are lines. */
export interface HandFields {
	attendance: string;
	preparation: string;
	otherHelp: string;
	infrastructure: string;
	staffing: string;
	records: string;
	security: string;
	proposals: string;
	nextTasks: string;
}

export const reportSetting = pgTable('report_setting', {
	fieldEventId: bigint('field_event_id', { mode: 'number' }).primaryKey(),
	letterhead: jsonb('letterhead').$type<Letterhead>(),
	/** Null: the assumed ones. */
	grades: jsonb('grades').$type<GradeBounds>()
});

/** What was written for the report of one kind and period; versions take it over when somebody takes responsibility. */
export const reportText = pgTable(
	'report_text',
	{
		fieldEventId: fieldEventId(),
		kind: text('kind', { enum: ['fast', 'daily', 'half-month', 'whole'] }).notNull(),
		/** First date of the period, YYYY-MM-DD. */
		from: text('from').notNull(),
		fields: jsonb('fields').$type<HandFields>().notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.kind, t.from] })]
);

/** A frozen reading. Its figures are written once and never changed. */
export const reportVersion = pgTable(
	'report_version',
	{
		fieldEventId: fieldEventId(),
		/** From 1 within the field event, in the order of freezing. */
		no: integer('no').notNull(),
		kind: text('kind', { enum: ['fast', 'daily', 'half-month', 'whole'] }).notNull(),
		from: text('from').notNull(),
		to: text('to').notNull(),
		/** The journal's clock at which the figures are true. */
		clock: bigint('clock', { mode: 'number' }).notNull(),
		/** Hall time of the freezing, ms. */
		at: bigint('at', { mode: 'number' }).notNull(),
		figures: jsonb('figures').$type<ReportReading>().notNull(),
		/** What had not come in yet, as far as the rows knew. */
		outstanding: jsonb('outstanding').$type<Outstanding>().notNull(),
		frozenBy: uuid('frozen_by').notNull(),
		/** Null: a draft. */
		responsible: uuid('responsible'),
		responsibleAt: timestamp('responsible_at', { withTimezone: true, mode: 'date' }),
		/** As they stood when somebody took responsibility; null before. */
		letterhead: jsonb('letterhead').$type<Letterhead>(),
		fields: jsonb('fields').$type<HandFields>(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'date' })
			.notNull()
			.defaultNow()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.no] })]
);

/** A frozen reading over several field events. Its figures are written once and never changed. */
export const joinedVersion = pgTable(
	'joined_version',
	{
		/** The ids of the field events in rising order, with commas between. */
		scope: text('scope').notNull(),
		/** From 1 within the same field events, in the order of freezing. */
		no: integer('no').notNull(),
		kind: text('kind', { enum: ['fast', 'daily', 'half-month', 'whole'] }).notNull(),
		from: text('from').notNull(),
		to: text('to').notNull(),
		/** Hall time of the freezing, ms. */
		at: bigint('at', { mode: 'number' }).notNull(),
		figures: jsonb('figures').$type<JoinedReading>().notNull(),
		/** What had not come in yet at each of them. */
		outstanding: jsonb('outstanding')
			.$type<{ name: string; outstanding: Outstanding }[]>()
			.notNull(),
		frozenBy: uuid('frozen_by').notNull(),
		/** Null: a draft. */
		responsible: uuid('responsible'),
		responsibleAt: timestamp('responsible_at', { withTimezone: true, mode: 'date' }),
		/** As they stood when somebody took responsibility; null before. */
		letterhead: jsonb('letterhead').$type<Letterhead>(),
		fields: jsonb('fields').$type<HandFields>(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'date' })
			.notNull()
			.defaultNow()
	},
	(t) => [primaryKey({ columns: [t.scope, t.no] })]
);
