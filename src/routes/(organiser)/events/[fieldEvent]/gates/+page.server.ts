import { error, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { setIdentityCheck } from '#lib/server/setup/change-occasion.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { readGate, readReserve, readSelfService } from '#lib/server/setup/read-gate.ts';
import { takeForm } from '#lib/server/setup/take-form.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const row = await findFieldEvent(db, Number(params.fieldEvent));
	if (!row) error(404, 'no-such-field-event');
	return { ...(await loadCatalogue({ params })), identityCheck: row.identityCheck };
};

export const actions: Actions = {
	set: takeForm(readGate),
	self: takeForm(readSelfService),
	reserve: takeForm(readReserve),
	identity: async ({ params, request, url, locals }) => {
		const on = new FormReader(await request.formData()).flag('identityCheck');
		const maker = { by: locals.actor, at: (await hallTime()).now() };
		await setIdentityCheck(db, Number(params.fieldEvent), on, maker);
		redirect(303, url.pathname);
	}
};
