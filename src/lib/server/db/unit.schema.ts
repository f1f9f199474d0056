import { bigint, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';

/*
 * The units (organisations) that serve at a field event, and what each is to reach. A booth names its unit; reports rank
 * units by what their booths counted. The rules of the hall read none of it.
 */

const fieldEventId = () => bigint('field_event_id', { mode: 'number' }).notNull();

export const unit = pgTable(
	'unit',
	{
		fieldEventId: fieldEventId(),
		/** As booths name it. */
		name: text('name').notNull(),
		/** The order of reports where nothing else decides. */
		position: smallint('position').notNull()
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.name] })]
);

/** What a unit is to reach in one service. */
export const unitTarget = pgTable(
	'unit_target',
	{
		fieldEventId: fieldEventId(),
		unit: text('unit').notNull(),
		serviceId: text('service_id').notNull(),
		/** People to be counted, as given to the unit; null: none was given. */
		target: integer('target'),
		/** People of the unit's area who could have it; null: not known. */
		eligible: integer('eligible')
	},
	(t) => [primaryKey({ columns: [t.fieldEventId, t.unit, t.serviceId] })]
);
