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
import { planFieldEvent, type FieldEventPlan } from '#lib/server/setup/plan-field-event.ts';
import { newReach } from '#lib/server/setup/reach.ts';

/** A new field event: what it is called, and what its hall has. */
export interface NewFieldEvent extends FieldEventPlan {
	name: string;
	place: string;
	/** The organising body, as it stands on the poster. */
	organiser?: string;
	/** By which way phones reach the ticket page; by none unless told. */
	reach?: Partial<Reach>;
	identityCheck?: boolean;
}

/** Makes a field event in draft with everything that opening needs, and gives its id (48 random bits). */
export async function createFieldEvent(db: Database, wanted: NewFieldEvent): Promise<number> {
	const catalogue = planFieldEvent(wanted);
	return db.transaction(async (tx) => {
		const id = await insertFieldEvent(tx, wanted, catalogue);
		await tx.insert(floorClock).values({ fieldEventId: id, clock: 0 });
		const own = <Row>(rows: Row[]) => rows.map((row) => ({ fieldEventId: id, ...row }));
		await tx.insert(area).values(own(catalogue.areas));
		await tx.insert(service).values(own(catalogue.services));
		await tx.insert(booth).values(own(catalogue.booths));
		await tx.insert(gate).values(own(catalogue.gates));
		await tx.insert(reason).values(own(catalogue.reasons));
		return id;
	});
}

/** Ids are drawn at random, so that nobody finds a field event by counting; a taken one is drawn again. */
async function insertFieldEvent(
	tx: Database,
	wanted: NewFieldEvent,
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
