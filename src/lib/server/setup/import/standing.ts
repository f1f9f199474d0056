import type { Sql } from 'postgres';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import type { ImportStanding } from '#lib/server/setup/import/plan.ts';
import { listUnits } from '#lib/server/setup/units.ts';

/** The hall as it stands in the database now; null when there is no such field event. */
export async function readStanding(
	db: Database,
	sql: Sql,
	fieldEventId: number
): Promise<ImportStanding | null> {
	const floor = await loadFloor(sql, fieldEventId);
	if (!floor) return null;
	const catalogue = catalogueOf(floor);
	const { units } = await listUnits(db, fieldEventId, catalogue);
	// Sign-in names are unique over the installation, so those of other field events count too.
	const people = await db
		.select({
			id: account.id,
			name: account.name,
			role: account.role,
			unit: account.unit,
			signInName: account.signInName,
			fieldEventId: account.fieldEventId
		})
		.from(account);
	return {
		floor,
		catalogue,
		units,
		staff: people.filter((one) => one.fieldEventId === fieldEventId),
		signInNames: new Map(people.map((one) => [one.signInName, one] as const))
	};
}
