import { error, fail } from '@sveltejs/kit';
import type { Refusal } from '#lib/core/refusal.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { readChecklist } from '#lib/server/setup/checklist.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { lookOver } from '#lib/server/setup/look-over.ts';
import { closeFieldEvent, openDay, openFieldEvent } from '#lib/server/setup/open-field-event.ts';
import { followable } from '#lib/server/setup/reach.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (params: { fieldEvent: string }) =>
	fieldEventOf(params) ?? error(404, 'no-such-field-event');

export const load: PageServerLoad = async ({ params }) => {
	const id = idOf(params);
	const [first, beside, row] = await Promise.all([
		snapshot(id, 'operations'),
		lookOver(db, id),
		findFieldEvent(db, id)
	]);
	if (!first || !row) error(404, 'no-such-field-event');
	const { way, address } = row.reach;
	const reach = { way, address, proven: followable(row.reach) };
	// Only a draft shows the list beside its button; later it is a page of its own.
	const checklist =
		row.status === 'draft'
			? await readChecklist(db, id, catalogueOf(await shownFloor(id)), row.reach)
			: null;
	return { first, beside, reach, checklist };
};

const answer = (refusal: Refusal | null) => (refusal ? fail(409, { refusal }) : { refusal: null });

export const actions: Actions = {
	open: async ({ params, locals }) => answer(await openFieldEvent(idOf(params), locals.actor)),
	close: async ({ params, locals }) => answer(await closeFieldEvent(idOf(params), locals.actor)),
	day: async ({ params, locals, request }) => {
		const day = Number((await request.formData()).get('day'));
		return answer(await openDay(idOf(params), day, locals.actor));
	}
};
