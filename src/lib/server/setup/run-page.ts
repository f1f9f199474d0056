import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { db } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { readChecklist } from './checklist.ts';
import { findFieldEvent } from './field-event.ts';
import { lookOver } from './look-over.ts';
import { followable } from './reach.ts';

/** What the first page of a field event shows: the live room, what stands beside it, and before opening the checklist. */
export async function runPage(id: number) {
	const [first, beside, row] = await Promise.all([
		snapshot(id, 'operations'),
		lookOver(db, id),
		findFieldEvent(db, id)
	]);
	if (!first || !row) return null;
	const { way, address } = row.reach;
	const reach = { way, address, proven: followable(row.reach) };
	// Only a draft shows the list beside its button; later it is a page of its own.
	const checklist =
		row.status === 'draft'
			? await readChecklist(db, id, catalogueOf(await shownFloor(id)), row.reach)
			: null;
	return { first, beside, reach, checklist };
}
