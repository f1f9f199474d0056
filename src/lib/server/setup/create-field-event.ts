import { randomBytes } from 'node:crypto';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Database } from '#lib/server/account/database.ts';
import {
	area,
	booth,
	fieldEvent,
	floorClock,
	gate,
	reason,
	service,
	type Reach
} from '#lib/server/db/hall.schema.ts';
import { withTemplates } from '#lib/server/setup/add-template.ts';
import { planFieldEvent, type FieldEventPlan } from '#lib/server/setup/plan-field-event.ts';
import { newReach } from '#lib/server/setup/reach.ts';

/** What a field event is called, and what is told of it beside its hall. */
export interface Occasion {
	name: string;
	place: string;
	/** The organising body, as it stands on the poster. */
	organiser?: string;
	/** By which way phones reach the ticket page; by none unless told. */
	reach?: Partial<Reach>;
	identityCheck?: boolean;
}

/** A new field event: what it is called, and what its hall has. */
export interface NewFieldEvent extends FieldEventPlan, Occasion {
	/** Booths of each ready service that is offered besides, by the service's id. */
	ready?: Readonly<Record<string, number>>;
}

/** Makes a field event in draft with everything that opening needs, and gives its id (48 random bits). */
export async function createFieldEvent(db: Database, wanted: NewFieldEvent): Promise<number> {
	const catalogue = withTemplates(planFieldEvent(wanted), wanted.ready ?? {});
	return db.transaction((tx) => insertHall(tx, wanted, catalogue));
}

/** The rows of a field event in draft. */
export async function insertHall(
	tx: Database,
	occasion: Occasion,
	catalogue: Catalogue
): Promise<number> {
	const id = await insertFieldEvent(tx, occasion, catalogue);
	await tx.insert(floorClock).values({ fieldEventId: id, clock: 0 });
	const own = <Row>(rows: Row[]) => rows.map((row) => ({ fieldEventId: id, ...row }));
	// A copied hall may be without areas or booths, and no statement inserts nothing.
	if (catalogue.areas.length > 0) await tx.insert(area).values(own(catalogue.areas));
	if (catalogue.services.length > 0) await tx.insert(service).values(own(catalogue.services));
	if (catalogue.booths.length > 0) await tx.insert(booth).values(own(catalogue.booths));
	if (catalogue.gates.length > 0) await tx.insert(gate).values(own(catalogue.gates));
	if (catalogue.reasons.length > 0) await tx.insert(reason).values(own(catalogue.reasons));
	return id;
}

/** Ids are drawn at random, so that nobody finds a field event by counting; a taken one is drawn again. */
async function insertFieldEvent(
	tx: Database,
	wanted: Occasion,
	{ rules }: Catalogue
): Promise<number> {
	for (;;) {
		const [row] = await tx
			.insert(fieldEvent)
			.values({
				id: randomBytes(6).readUIntBE(0, 6) || 1,
				name: wanted.name,
				place: wanted.place,
				organiser: wanted.organiser ?? '',
				rules,
				reach: newReach(wanted.reach),
				identityCheck: wanted.identityCheck ?? false
			})
			.onConflictDoNothing({ target: fieldEvent.id })
			.returning({ id: fieldEvent.id });
		if (row) return row.id;
	}
}
