import { fail, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { moveUnit, removeUnit, saveUnit } from '#lib/server/setup/change-units.ts';
import { takeUnitForm } from '#lib/server/setup/take-unit-form.ts';
import { addUnits, listUnits } from '#lib/server/setup/units.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const standing = await loadCatalogue({ params });
	return { ...standing, ...(await listUnits(db, Number(params.fieldEvent), standing.catalogue)) };
};

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions = {
	set: takeUnitForm(saveUnit),
	move: async ({ params, request }) => {
		const form = await request.formData();
		const way = form.get('way') === 'up' ? 'up' : 'down';
		await moveUnit(db, Number(params.fieldEvent), textOf(form, 'name'), way);
	},
	remove: async ({ params, request, url, locals }) => {
		const name = textOf(await request.formData(), 'name');
		const { catalogue } = await loadCatalogue({ params });
		const maker = { by: locals.actor, at: (await hallTime()).now() };
		const answer = await removeUnit(db, Number(params.fieldEvent), name, catalogue, maker);
		if (!answer.ok) return fail(409, { inUse: answer.booths });
		redirect(303, url.pathname);
	},
	adopt: async ({ params }) => {
		const { catalogue } = await loadCatalogue({ params });
		const { strays } = await listUnits(db, Number(params.fieldEvent), catalogue);
		await addUnits(db, Number(params.fieldEvent), strays);
	}
} satisfies Actions;
