import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import {
	leaveOutIncident,
	takeIncident,
	type IncidentForm
} from '#lib/server/incident/incident-forms.ts';
import { readIncidents } from '#lib/server/incident/read-incidents.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import type { RefusedForm } from '#lib/server/setup/form-reader.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = Number(params.fieldEvent);
	const at = (await hallTime()).now();
	return { incidents: await readIncidents(sql, [id], at), today: dateInHall(at) };
};

const on =
	(act: (asked: IncidentForm) => Promise<RefusedForm | null>) =>
	async ({ params, request, url }: RequestEvent) => {
		const fieldEventId = Number(params.fieldEvent);
		const row = await findFieldEvent(db, fieldEventId);
		const dates = row?.rules.days.map(({ date }) => date) ?? [];
		const form = await request.formData();
		const at = (await hallTime()).now();
		const wrong = await act({ db, sql, fieldEventId, dates, at, form });
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, url.pathname);
	};

export const actions: Actions = { set: on(takeIncident), out: on(leaveOutIncident) };
