import {
	bigint,
	boolean,
	doublePrecision,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AgeHint, PreCheck, Rules, Words } from '#lib/core/catalogue.ts';
import type { Fact, Result, StationPlace } from '#lib/core/fact.ts';
import type { Grant, Span } from '#lib/core/floor.ts';
import type { PreCheckAnswer } from '#lib/core/pre-check.ts';
import type { Lease, PutOff, Undoable } from '#lib/core/ticket.ts';

/*
 * The hall's tables. `field_event_id` comes first in every key, so that they distribute by field event unchanged.
 * Rows are what reports read; the journal is what happened; both are written in one transaction by the clerk alone.
 * Hall times (`…At` in ms as bigint) are the value that the shell passed with the command; `recorded_at` is real time.
 */

const fieldEventId = () => bigint('field_event_id', { mode: 'number' }).notNull();
const hallTime = (name: string) => bigint(name, { mode: 'number' });

/** The occasion. Text about it is ordinary set-up; status, day and rules are written by the clerk once it is open. */
export const fieldEvent = pgTable('field_event', {
	id: bigint('id', { mode: 'number' }).primaryKey(),
	name: text('name').notNull(),
	place: text('place').notNull(),
	organiser: text('organiser').notNull().default(''),
	status: text('status', { enum: ['draft', 'open', 'closed'] })
		.notNull()
		.default('draft'),
	day: smallint('day').notNull().default(0),
	rules: jsonb('rules').$type<Rules>().notNull(),
	/** By which way phones reach the ticket page, and whether that was seen from a real phone. */
	reach: jsonb('reach').$type<Reach>().notNull(),
	/** Whether gates may check identity cards against double tickets. Off by default. */
	identityCheck: boolean('identity_check').notNull().default(false),
	createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
});

/** How phones reach the ticket page; slips promise no following by phone until `provenAt` is set. */
export interface Reach {
	way: 'none' | 'public-address' | 'hall-wifi' | 'headquarters';
	/** Scheme, name and port without a trailing slash; empty while way is `none`. */
	address: string;
	wifiName: string;
	wifiPassword: string;
	/** When a phone opened the trial page at this address (real time, ISO), else null. */
	provenAt: string | null;
	/** What the trial page's address ends in; new with every address. */
	trialCode: string;
}

/** Clock order is commit order, gapless; advanced under this row's lock. One unit is one journal entry. */
export const floorClock = pgTable('floor_clock', {
	fieldEventId: bigint('field_event_id', { mode: 'number' }).primaryKey(),
	clock: bigint('clock', { mode: 'number' }).notNull()
});

export const journal = pgTable(
	'journal',
	{
		fieldEventId: fieldEventId(),
		clock: bigint('clock', { mode: 'number' }).notNull(),
		operationId: uuid('operation_id').notNull(),
		kind: text('kind').notNull(),
		version: smallint('version').notNull(),
		at: hallTime('at').notNull(),
		by: text('by').notNull(),
		fact: jsonb('fact').$type<Fact>().notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.clock] })]
);

/** An accepted operation and its first answer, for ever. */
export const operation = pgTable(
	'operation',
	{
		fieldEventId: fieldEventId(),
		id: uuid('id').notNull(),
		kind: text('kind').notNull(),
		by: text('by').notNull(),
		/** Clock after its last entry. */
		clock: bigint('clock', { mode: 'number' }).notNull(),
		answer: jsonb('answer').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

export const service = pgTable(
	'service',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		name: jsonb('name').$type<Words>().notNull(),
		countedNoun: jsonb('counted_noun').$type<Words>().notNull(),
		unit: jsonb('unit').$type<Words>().notNull(),
		counts: text('counts').notNull(),
		outcomes: text('outcomes').array().notNull(),
		levels: smallint('levels').array().notNull(),
		target: integer('target'),
		eligible: integer('eligible'),
		after: text('after').array().notNull(),
		needs: text('needs').array().notNull(),
		also: text('also').array().notNull(),
		typicalMs: integer('typical_ms').notNull(),
		areaId: text('area_id'),
		bring: jsonb('bring').$type<Words>().notNull(),
		afterwards: jsonb('afterwards').$type<Words>().notNull(),
		preChecks: jsonb('pre_checks').$type<PreCheck[]>().notNull(),
		asksPreChecks: boolean('asks_pre_checks').notNull(),
		ageHints: jsonb('age_hints').$type<AgeHint[]>().notNull(),
		intakeOpen: boolean('intake_open').notNull(),
		intakeQuota: integer('intake_quota'),
		position: integer('position').notNull(),
		withdrawn: boolean('withdrawn').notNull(),
		/** The queue's counter of priority calls in a row. */
		priorityRun: integer('priority_run').notNull().default(0)
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

export const booth = pgTable(
	'booth',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		number: integer('number').notNull(),
		word: text('word').notNull(),
		areaId: text('area_id'),
		services: text('services').array().notNull(),
		seats: smallint('seats').notNull(),
		presetLevel: smallint('preset_level'),
		unit: text('unit').notNull(),
		withdrawn: boolean('withdrawn').notNull(),
		officers: text('officers').array().notNull().default([]),
		working: jsonb('working').$type<Span[]>().notNull().default([]),
		assignments: jsonb('assignments')
			.$type<{ services: string[]; from: number }[]>()
			.notNull()
			.default([])
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

/**
 * Who sits where. The keys are the last word on "no seat with two tickets" and "no ticket in two seats":
 * the core guards both, so a key that fires is a bug with an alarm.
 */
export const seat = pgTable(
	'seat',
	{
		fieldEventId: fieldEventId(),
		boothId: text('booth_id').notNull(),
		seat: smallint('seat').notNull(),
		ticketId: uuid('ticket_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.boothId, t.seat] }),
		unique('seat_one_per_ticket').on(t.fieldEventId, t.ticketId)
	]
);

export const gate = pgTable(
	'gate',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		name: text('name').notNull(),
		prefix: text('prefix').notNull(),
		kind: text('kind').notNull(),
		paper: text('paper').notNull(),
		slip: text('slip').notNull(),
		withdrawn: boolean('withdrawn').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

export const area = pgTable(
	'area',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		name: jsonb('name').$type<Words>().notNull(),
		place: jsonb('place').$type<Words>().notNull(),
		/** When it moved to where it is; null while it is where it began. */
		movedAt: hallTime('moved_at'),
		withdrawn: boolean('withdrawn').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

export const reason = pgTable(
	'reason',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		kind: text('kind').notNull(),
		internal: jsonb('internal').$type<Words>().notNull(),
		public: jsonb('public').$type<Words>().notNull(),
		nextStep: jsonb('next_step').$type<Words>().notNull(),
		services: text('services').array().notNull(),
		position: integer('position').notNull(),
		withdrawn: boolean('withdrawn').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

export const pause = pgTable(
	'pause',
	{
		fieldEventId: fieldEventId(),
		scope: text('scope').notNull(),
		/** Empty for the whole field event. */
		id: text('id').notNull(),
		reasonId: text('reason_id').notNull(),
		since: hallTime('since').notNull(),
		until: hallTime('until')
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.scope, t.id, t.since] })]
);

export const series = pgTable(
	'series',
	{
		fieldEventId: fieldEventId(),
		day: smallint('day').notNull(),
		prefix: text('prefix').notNull(),
		holder: text('holder').notNull(),
		next: integer('next').notNull(),
		ceiling: integer('ceiling').notNull(),
		grants: jsonb('grants').$type<Grant[]>().notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.day, t.prefix] })]
);

export const ticket = pgTable(
	'ticket',
	{
		fieldEventId: fieldEventId(),
		id: uuid('id').notNull(),
		day: smallint('day').notNull(),
		prefix: text('prefix').notNull(),
		number: integer('number').notNull(),
		gateId: text('gate_id').notNull(),
		lane: text('lane').notNull(),
		party: smallint('party').notNull(),
		issuedAt: hallTime('issued_at').notNull(),
		token: uuid('token').notNull(),
		reprints: smallint('reprints').notNull(),
		blank: boolean('blank').notNull(),
		cancelled: boolean('cancelled').notNull(),
		active: smallint('active'),
		undoable: jsonb('undoable').$type<Undoable>(),
		fence: integer('fence').notNull(),
		lease: jsonb('lease').$type<Lease>(),
		provisional: boolean('provisional').notNull(),
		answers: jsonb('answers').$type<PreCheckAnswer[]>().notNull(),
		putOff: jsonb('put_off').$type<PutOff>()
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.id] }),
		unique('ticket_number_once').on(t.fieldEventId, t.day, t.prefix, t.number),
		unique('ticket_token_once').on(t.fieldEventId, t.token),
		index('ticket_by_id').on(t.id),
		index('ticket_by_token').on(t.token)
	]
);

/** Every token that a ticket's link ever had besides the one of today. */
export const ticketToken = pgTable(
	'ticket_token',
	{
		fieldEventId: fieldEventId(),
		token: uuid('token').notNull(),
		ticketId: uuid('ticket_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.token] }),
		index('ticket_token_by_token').on(t.token)
	]
);

export const step = pgTable(
	'step',
	{
		fieldEventId: fieldEventId(),
		ticketId: uuid('ticket_id').notNull(),
		no: smallint('no').notNull(),
		serviceId: text('service_id').notNull(),
		people: smallint('people').notNull(),
		closed: text('closed'),
		closedBy: uuid('closed_by'),
		addedBy: uuid('added_by'),
		staysAt: text('stays_at')
	},
	(t) => [
		primaryKey({ columns: [t.fieldEventId, t.ticketId, t.no] }),
		foreignKey({
			columns: [t.fieldEventId, t.ticketId],
			foreignColumns: [ticket.fieldEventId, ticket.id]
		})
	]
);

export const turn = pgTable(
	'turn',
	{
		fieldEventId: fieldEventId(),
		ticketId: uuid('ticket_id').notNull(),
		stepNo: smallint('step_no').notNull(),
		no: smallint('no').notNull(),
		state: text('state').notNull(),
		origin: text('origin').notNull(),
		follows: uuid('follows'),
		dueAt: hallTime('due_at').notNull(),
		rankAt: hallTime('rank_at').notNull(),
		boothOnly: text('booth_only'),
		heldUntil: hallTime('held_until'),
		reasonId: text('reason_id'),
		boothId: text('booth_id'),
		seat: smallint('seat'),
		calls: smallint('calls').notNull(),
		calledAt: hallTime('called_at'),
		startedAt: hallTime('started_at'),
		endedAt: hallTime('ended_at'),
		outcome: text('outcome'),
		late: boolean('late').notNull(),
		withdrawn: boolean('withdrawn').notNull(),
		missedAt: hallTime('missed_at'),
		missed: boolean('missed').notNull(),
		served: boolean('served').notNull(),
		fence: integer('fence').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.ticketId, t.stepNo, t.no] })]
);

/** What one operation recorded for one ticket; counts exactly while `applied`. */
export const recorded = pgTable(
	'recorded',
	{
		fieldEventId: fieldEventId(),
		operationId: uuid('operation_id').notNull(),
		ticketId: uuid('ticket_id').notNull(),
		stepNo: smallint('step_no').notNull(),
		turnNo: smallint('turn_no').notNull(),
		boothId: text('booth_id').notNull(),
		by: text('by').notNull(),
		at: hallTime('at').notNull(),
		day: smallint('day').notNull(),
		results: jsonb('results').$type<Result[]>().notNull(),
		applied: boolean('applied').notNull(),
		late: boolean('late').notNull(),
		fence: integer('fence').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.operationId, t.ticketId] })]
);

export const visitors = pgTable(
	'visitors',
	{
		fieldEventId: fieldEventId(),
		operationId: uuid('operation_id').notNull(),
		gateId: text('gate_id').notNull(),
		day: smallint('day').notNull(),
		count: integer('count').notNull(),
		at: hallTime('at').notNull(),
		applied: boolean('applied').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.operationId] })]
);

/** What an operation from a partition could not be applied as; a supervisor settles it. */
export const conflict = pgTable(
	'conflict',
	{
		fieldEventId: fieldEventId(),
		operationId: uuid('operation_id').notNull(),
		ticketId: uuid('ticket_id').notNull(),
		kind: text('kind').notNull(),
		stepNo: integer('step_no'),
		boothId: text('booth_id'),
		otherBoothId: text('other_booth_id'),
		met: jsonb('met').$type<{ step: number; turn: number }>(),
		results: jsonb('results').$type<Result[]>().notNull(),
		at: hallTime('at').notNull(),
		by: text('by').notNull(),
		settled: boolean('settled').notNull(),
		settledBy: text('settled_by'),
		settledAt: hallTime('settled_at')
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.operationId] })]
);

/** Devices that work on their own without the network. A wiped store is a new epoch. */
export const station = pgTable(
	'station',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		epoch: integer('epoch').notNull(),
		place: jsonb('place').$type<StationPlace>().notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);

/** Operations that could not be read or applied; acknowledged, listed, never dropped, never in the way. */
export const quarantine = pgTable(
	'quarantine',
	{
		fieldEventId: fieldEventId(),
		operationId: uuid('operation_id').notNull(),
		/** Which epoch said it, and where in its order; null when an organiser tried it again. */
		station: text('station').notNull(),
		epoch: integer('epoch').notNull(),
		seq: integer('seq'),
		body: jsonb('body').notNull(),
		why: text('why').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
		/** How staff settled it: taken after all, or laid aside; null while nobody has. */
		settled: text('settled', { enum: ['taken', 'laid-aside'] }),
		settledBy: text('settled_by')
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.operationId] })]
);

/**
 * The only table that knows a person: a keyed HMAC of the identity number, unique per field event and day.
 * Its key is destroyed with the row of `personal_key` at the purge date.
 */
export const identityCheck = pgTable(
	'identity_check',
	{
		fieldEventId: fieldEventId(),
		day: smallint('day').notNull(),
		hmac: text('hmac').notNull(),
		ticketId: uuid('ticket_id').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.day, t.hmac] })]
);

export const personalKey = pgTable('personal_key', {
	fieldEventId: bigint('field_event_id', { mode: 'number' }).primaryKey(),
	key: text('key').notNull(),
	purgeAfter: timestamp('purge_after', { withTimezone: true })
});

/** What this database is; a demo says so on every screen, and only a demo may scale its hall time. */
export const installation = pgTable('installation', {
	one: smallint('one').primaryKey().default(1),
	kind: text('kind', { enum: ['real', 'demo'] }).notNull(),
	createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
	/** Demo only: hall time (ms) at a real time (ms), and how fast it runs. */
	hallAnchor: hallTime('hall_anchor'),
	realAnchor: hallTime('real_anchor'),
	hallSpeed: doublePrecision('hall_speed')
});

/** One changed field, before and after. */
export interface FieldChange {
	field: string;
	from: unknown;
	to: unknown;
}

/**
 * What changed of an open field event beside the clerk: its name and place, the way of the phones, the check of cards.
 * All other changes are facts of the journal.
 */
export const setUpChange = pgTable(
	'set_up_change',
	{
		fieldEventId: fieldEventId(),
		/** From 1, in the order of the changes. */
		no: integer('no').notNull(),
		at: hallTime('at').notNull(),
		by: text('by').notNull(),
		fields: jsonb('fields').$type<FieldChange[]>().notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.no] })]
);

/** Words of the organiser for one field event that the rules do not read. */
export const boardView = pgTable(
	'board_view',
	{
		fieldEventId: fieldEventId(),
		id: text('id').notNull(),
		name: text('name').notNull(),
		/** Which part of the hall it shows; empty lists mean all. */
		shows: jsonb('shows')
			.$type<{ services: string[]; areas: string[]; booths: string[] }>()
			.notNull()
			.default(sql`'{"services":[],"areas":[],"booths":[]}'::jsonb`),
		voice: boolean('voice').notNull().default(true)
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.id] })]
);
