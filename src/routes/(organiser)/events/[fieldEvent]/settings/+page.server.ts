import { error, fail, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { changeOccasion } from '#lib/server/setup/change-occasion.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { readDays, readRules } from '#lib/server/setup/read-rules.ts';
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
	occasion: async ({ params, request, url }) => {
		const wrong = await changeOccasion(db, Number(params.fieldEvent), await request.formData());
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, url.pathname);
	},
	days: takeForm(readDays),
	rules: takeForm(readRules)
};
