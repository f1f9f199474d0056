import { bigint, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { FollowUpState, RejectionReason } from '#lib/core/follow-up.ts';

/*
 * What became of files after the day: approved, rejected, activated. Which files there are follows from the results and
 * is never written here; the rules of the hall read none of it.
 */

const fieldEventId = () => bigint('field_event_id', { mode: 'number' }).notNull();
const hallTime = (name: string) => bigint(name, { mode: 'number' });

/** Every change of a file's standing, by whom and when; the last one is where it stands, none means that it waits. */
export const followUpChange = pgTable(
	'follow_up_change',
	{
		fieldEventId: fieldEventId(),
		ticketId: uuid('ticket_id').notNull(),
		serviceId: text('service_id').notNull(),
		/** Which of the people of this ticket, from 1. */
		ordinal: smallint('ordinal').notNull(),
		/** From 1, in the order of the changes. */
		no: integer('no').notNull(),
		state: text('state').$type<FollowUpState>().notNull(),
		reason: text('reason').$type<RejectionReason>(),
		appointmentAt: hallTime('appointment_at'),
		appointmentPlace: text('appointment_place'),
		/** The field event where it was recorded, which may be a later one than that of the file. */
		recordedIn: bigint('recorded_in', { mode: 'number' }).notNull(),
		at: hallTime('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.ticketId, t.serviceId, t.ordinal, t.no] })]
);
