import { db } from '#lib/server/db/connection.ts';
import { error } from '@sveltejs/kit';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';
import { lifeOfPrintedCodes, printOfficersList } from '#lib/server/setup/print-officers-list.ts';
import { STAFF_ROLES } from '#lib/server/setup/staff-forms.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const staff = await listStaff(db, Number(params.fieldEvent));
	const own = staff.filter((person) => person.role !== 'organiser' && !person.disabled);
	const printed = own.filter((person) => person.printedUntil !== null).length;
	return { people: own.length, printed, origin: staffOrigin(url) };
};

// Codes are made by pressing the button, never by opening the page: a reload must not end a printed list.
export const actions: Actions = {
	default: async ({ params, request, locals, url }) => {
		const fieldEventId = Number(params.fieldEvent);
		const row = (await findFieldEvent(db, fieldEventId)) ?? error(404, 'no-such-field-event');
		const read = new FormReader(await request.formData());
		const wanted = {
			fieldEventId,
			roles: read.chosen('roles', STAFF_ROLES),
			onlyNew: read.choice('who', ['new', 'all']) === 'new',
			lifeMs: lifeOfPrintedCodes(row.rules.days, Date.now())
		};
		const codes = await printOfficersList(db, wanted, locals.actor);
		return { codes: codes.map((code) => ({ ...code, qr: drawQr(staffOrigin(url) + code.path) })) };
	}
};
