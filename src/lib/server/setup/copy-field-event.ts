import { eq } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Catalogue, Rules } from '#lib/core/catalogue.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Database } from '#lib/server/account/database.ts';
import { boardView, fieldEvent } from '#lib/server/db/hall.schema.ts';
import { unit, unitTarget } from '#lib/server/db/unit.schema.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { insertHall } from '#lib/server/setup/create-field-event.ts';
import { timeInHall } from '#lib/server/setup/hall-date.ts';
import { daysInARow, halvesOf } from '#lib/server/setup/plan-field-event.ts';

/** A new field event that is set up as an earlier one. */
export interface CopiedFieldEvent {
	name: string;
	place: string;
	/** Empty: as the earlier one. */
	organiser: string;
	/** First day, YYYY-MM-DD. */
	date: string;
}

/**
 * Makes a field event in draft with the services, words, reasons, booths, gates, areas, boards, units and rules of an
 * earlier one, and as many days with the same hours. Never copied: tickets and counts, staff and their codes, dates,
 * the proof that a phone reached the page, and whatever was withdrawn from the hall. Null when there is no such field
 * event.
 */
export async function copyFieldEvent(
	db: Database,
	sql: Sql,
	sourceId: number,
	wanted: CopiedFieldEvent
): Promise<number | null> {
	const floor = await loadFloor(sql, sourceId);
	const [source] = await db.select().from(fieldEvent).where(eq(fieldEvent.id, sourceId));
	if (!floor || !source) return null;
	const catalogue = freshCatalogue(catalogueOf(floor), wanted.date);
	const { way, address, wifiName, wifiPassword } = source.reach;
	return db.transaction(async (tx) => {
		const occasion = {
			...wanted,
			organiser: wanted.organiser || source.organiser,
			reach: { way, address, wifiName, wifiPassword },
			identityCheck: source.identityCheck
		};
		const id = await insertHall(tx, occasion, catalogue);
		await copyBeside(tx, sourceId, id, catalogue);
		return id;
	});
}

/** As it is set up, not as the day left it: nothing withdrawn, and every service taken in at the gates. */
function freshCatalogue(catalogue: Catalogue, date: string): Catalogue {
	const present = <One extends { withdrawn: boolean }>(list: readonly One[]) =>
		list.filter((one) => !one.withdrawn);
	return {
		...catalogue,
		services: catalogue.services.map((service) => ({ ...service, intakeOpen: true })),
		booths: present(catalogue.booths),
		// The gate of self-service stays: the rules open and shut it.
		gates: catalogue.gates.filter((gate) => !gate.withdrawn || gate.kind === 'self-service'),
		rules: { ...catalogue.rules, days: sameHours(catalogue.rules.days, date) }
	};
}

function sameHours(days: Rules['days'], date: string): Rules['days'] {
	return daysInARow(date, days.length, []).map((day, index) => ({
		date: day.date,
		halves: halvesOf(
			day.date,
			(days[index]?.halves ?? []).map(({ from, to }) => ({
				from: timeInHall(from),
				to: timeInHall(to)
			}))
		)
	}));
}

/** What the rules do not read: boards without what is no longer there, units, and what they are to reach. */
async function copyBeside(tx: Database, from: number, to: number, catalogue: Catalogue) {
	const own = <Row extends { fieldEventId: number }>(rows: Row[]) =>
		rows.map((row) => ({ ...row, fieldEventId: to }));
	const boards = await tx.select().from(boardView).where(eq(boardView.fieldEventId, from));
	const booths = new Set(catalogue.booths.map(({ id }) => id));
	const shown = boards.map(({ shows, ...board }) => ({
		...board,
		shows: { ...shows, booths: shows.booths.filter((id) => booths.has(id)) }
	}));
	if (shown.length > 0) await tx.insert(boardView).values(own(shown));
	const units = await tx.select().from(unit).where(eq(unit.fieldEventId, from));
	if (units.length > 0) await tx.insert(unit).values(own(units));
	const targets = await tx.select().from(unitTarget).where(eq(unitTarget.fieldEventId, from));
	if (targets.length > 0) await tx.insert(unitTarget).values(own(targets));
}
