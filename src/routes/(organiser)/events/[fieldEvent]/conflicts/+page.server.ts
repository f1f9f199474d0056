import { error } from '@sveltejs/kit';
import { conflictsView } from '#lib/core/view/conflicts-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { lookOver } from '#lib/server/setup/look-over.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = fieldEventOf(params) ?? error(404, 'no-such-field-event');
	const [first, floor, beside] = await Promise.all([
		snapshot(id, 'operations'),
		shownFloor(id),
		lookOver(db, id)
	]);
	if (!first) error(404, 'no-such-field-event');
	return { first, conflicts: conflictsView(floor), names: beside.names };
};
