import { fail, type RequestEvent } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { otherFieldEvents } from '#lib/server/setup/field-event.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';
import * as forms from '#lib/server/setup/staff-forms.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const fieldEventId = Number(params.fieldEvent);
	const { catalogue } = await loadCatalogue({ params });
	const booths = catalogue.booths.filter((booth) => !booth.withdrawn);
	const gates = catalogue.gates.filter((gate) => !gate.withdrawn && gate.kind === 'gate');
	const staff = await listStaff(db, fieldEventId);
	return { staff, others: await otherFieldEvents(db, fieldEventId), booths, gates };
};

const on =
	(act: (asked: forms.StaffForm) => Promise<forms.StaffAnswer>) =>
	async ({ params, locals, request, url }: RequestEvent) => {
		const fieldEventId = Number(params.fieldEvent);
		const form = await request.formData();
		const answer = await act({ db, fieldEventId, form, by: locals.actor });
		if (!answer.ok) return fail(400, { refusal: answer });
		return { answer, qr: 'code' in answer ? drawQr(staffOrigin(url) + answer.code.path) : null };
	};

export const actions = {
	list: on(forms.addList),
	person: on(forms.addPerson),
	quick: on(forms.sendToStation),
	code: on(forms.showOneTimeCode),
	withdraw: on(forms.withdrawCodes),
	shut: on(forms.shutAccount),
	reopen: on(forms.reopenAccount),
	venues: on(forms.giveVenues),
	change: on(forms.changePerson)
} satisfies Actions;
