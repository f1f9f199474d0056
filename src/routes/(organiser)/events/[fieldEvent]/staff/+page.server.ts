import { fail, type RequestEvent } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { otherFieldEvents } from '#lib/server/setup/field-event.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';
import * as staff from '#lib/server/setup/staff-forms.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const fieldEventId = Number(params.fieldEvent);
	const { booths, gates } = catalogueOf(await shownFloor(fieldEventId));
	return {
		staff: await listStaff(db, fieldEventId),
		others: await otherFieldEvents(db, fieldEventId),
		booths: booths.filter((booth) => !booth.withdrawn),
		gates: gates.filter((gate) => !gate.withdrawn && gate.kind === 'gate')
	};
};

const on =
	(act: (asked: staff.StaffForm) => Promise<staff.StaffAnswer>) =>
	async ({ params, locals, request, url }: RequestEvent) => {
		const fieldEventId = Number(params.fieldEvent);
		const form = await request.formData();
		const answer = await act({ db, fieldEventId, form, by: locals.actor });
		if (!answer.ok) return fail(400, { refusal: answer });
		return { answer, qr: 'code' in answer ? drawQr(staffOrigin(url) + answer.code.path) : null };
	};

export const actions = {
	list: on(staff.addList),
	person: on(staff.addPerson),
	quick: on(staff.sendToStation),
	code: on(staff.showOneTimeCode),
	withdraw: on(staff.withdrawCodes),
	shut: on(staff.shutAccount),
	reopen: on(staff.reopenAccount),
	venues: on(staff.giveVenues),
	change: on(staff.changePerson)
} satisfies Actions;
