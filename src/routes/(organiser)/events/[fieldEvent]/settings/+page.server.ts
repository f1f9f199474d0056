import { error, fail, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { changeOccasion } from '#lib/server/setup/change-occasion.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { readDays, readRules, readWarnings } from '#lib/server/setup/read-rules.ts';
import { takeForm } from '#lib/server/setup/take-form.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const row = await findFieldEvent(db, Number(params.fieldEvent));
	if (!row) error(404, 'no-such-field-event');
	const { name, place, organiser } = row;
	return { ...(await loadCatalogue({ params })), occasion: { name, place, organiser } };
};

export const actions: Actions = {
	occasion: async ({ params, request, url, locals }) => {
		const form = await request.formData();
		const maker = { by: locals.actor, at: (await hallTime()).now() };
		const wrong = await changeOccasion(db, Number(params.fieldEvent), form, maker);
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, url.pathname);
	},
	days: takeForm(readDays),
	rules: takeForm(readRules),
	warnings: takeForm(readWarnings)
};
