import { isDeepStrictEqual } from 'node:util';
import { eq, max } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent, setUpChange, type FieldChange } from '#lib/server/db/hall.schema.ts';

type FieldEventRow = typeof fieldEvent.$inferSelect;

/** Rows to a statement. */
const AT_ONCE = 500;

/** Who changes something, and at which hall time (ms). */
export interface Maker {
	by: Actor;
	at: number;
}

/** What may be changed beside the clerk: the rules read none of it. */
export type OccasionFields = Pick<
	FieldEventRow,
	'name' | 'place' | 'organiser' | 'identityCheck' | 'reach'
>;

/**
 * Changes what the rules do not read of a field event, and once it is open keeps what was changed, when and by whom,
 * in the same transaction: the other half of the organiser's list of changes, beside the journal. Before opening
 * nothing is kept, and saving a form as it stands leaves no trace.
 * @param change what to set, given the row as it stands under its lock
 */
export async function changeFieldEvent(
	db: Database,
	fieldEventId: number,
	{ by, at }: Maker,
	change: (row: FieldEventRow) => Partial<OccasionFields>
): Promise<void> {
	await db.transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(fieldEvent)
			.where(eq(fieldEvent.id, fieldEventId))
			.for('update');
		if (!row) return;
		const set = change(row);
		await tx.update(fieldEvent).set(set).where(eq(fieldEvent.id, fieldEventId));
		const fields = differences(row, { ...row, ...set });
		if (row.status === 'draft' || fields.length === 0) return;
		await keepChanges(tx, fieldEventId, { by, at }, [fields]);
	});
}

/** Keeps changes in the list, in the transaction that makes them, which holds the row of the field event. */
async function keepChanges(
	tx: Database,
	fieldEventId: number,
	{ by, at }: Maker,
	changes: readonly FieldChange[][]
): Promise<void> {
	const [last] = await tx
		.select({ no: max(setUpChange.no) })
		.from(setUpChange)
		.where(eq(setUpChange.fieldEventId, fieldEventId));
	const rows = changes.map((fields, i) => ({
		fieldEventId,
		no: (last?.no ?? 0) + 1 + i,
		at,
		by: by.kind === 'account' ? by.accountId : 'system',
		fields
	}));
	for (let i = 0; i < rows.length; i += AT_ONCE) {
		await tx.insert(setUpChange).values(rows.slice(i, i + AT_ONCE));
	}
}

/** As `keepChanges`, for what lies in other tables: takes the row of the field event; before opening nothing is kept. */
export async function keepChangesBeside(
	tx: Database,
	fieldEventId: number,
	maker: Maker,
	changes: readonly FieldChange[][]
): Promise<void> {
	const [row] = await tx
		.select({ status: fieldEvent.status })
		.from(fieldEvent)
		.where(eq(fieldEvent.id, fieldEventId))
		.for('update');
	if (row && row.status !== 'draft') await keepChanges(tx, fieldEventId, maker, changes);
}

/** What a list of changes may tell of a row: the password of the Wi-Fi is told to have changed, not what it is. */
function told({ name, place, organiser, identityCheck, reach }: OccasionFields) {
	const { way, address, wifiName } = reach;
	return { name, place, organiser, identityCheck, way, address, wifiName };
}

function differences(before: OccasionFields, after: OccasionFields): FieldChange[] {
	const from = told(before);
	const to = told(after);
	const fields = Object.keys(to) as (keyof typeof to)[];
	const changed: FieldChange[] = fields
		.filter((field) => !isDeepStrictEqual(from[field], to[field]))
		.map((field) => ({ field, from: from[field], to: to[field] }));
	if (before.reach.wifiPassword !== after.reach.wifiPassword) {
		changed.push({ field: 'wifiPassword', from: null, to: null });
	}
	return changed;
}
