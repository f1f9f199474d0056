import { error } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { readChecklist, tick, untick } from '#lib/server/setup/checklist.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { followable } from '#lib/server/setup/reach.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = Number(params.fieldEvent);
	const [{ catalogue }, row] = await Promise.all([
		loadCatalogue({ params }),
		findFieldEvent(db, id)
	]);
	if (!row) error(404, 'no-such-field-event');
	const { way, address } = row.reach;
	return {
		checklist: await readChecklist(db, id, catalogue, row.reach),
		reach: { way, address, proven: followable(row.reach) },
		services: catalogue.services
	};
};

const itemIn = async (request: Request) => String((await request.formData()).get('item') ?? '');

export const actions: Actions = {
	tick: async ({ params, request, locals }) => {
		const said = { by: locals.actor, byHand: true };
		await tick(db, Number(params.fieldEvent), await itemIn(request), said);
	},
	untick: async ({ params, request }) => {
		await untick(db, Number(params.fieldEvent), await itemIn(request));
	}
};
