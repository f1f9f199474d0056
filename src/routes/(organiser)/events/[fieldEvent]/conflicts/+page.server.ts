import { error, fail } from '@sveltejs/kit';
import { conflictsView } from '#lib/core/view/conflicts-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { lookOver } from '#lib/server/setup/look-over.ts';
import { deskOf } from '#lib/server/station/desk-of.ts';
import { layAside, listKeptAside, takeAgain } from '#lib/server/station/kept-aside.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = fieldEventOf(params) ?? error(404, 'no-such-field-event');
	const [first, floor, beside, aside] = await Promise.all([
		snapshot(id, 'operations'),
		shownFloor(id),
		lookOver(db, id),
		listKeptAside(sql, id)
	]);
	if (!first) error(404, 'no-such-field-event');
	return { first, conflicts: conflictsView(floor), names: beside.names, aside };
};

export const actions: Actions = {
	take: async ({ params, request, locals }) => {
		const operation = textOf(await request.formData(), 'operation');
		const why = await takeAgain(await deskOf(fieldEventOf(params) ?? 0), operation, locals.actor);
		return why === null ? { taken: operation } : fail(409, { notTaken: operation, why });
	},
	lay: async ({ params, request, locals }) => {
		const operation = textOf(await request.formData(), 'operation');
		await layAside(await deskOf(fieldEventOf(params) ?? 0), operation, locals.actor);
		return { laid: operation };
	}
};
