import { error, fail, redirect } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { freezeReport, takeResponsibility } from '#lib/server/report/freeze-report.ts';
import { askedReport } from '#lib/server/report/open-report.ts';
import { withoutAction } from '#lib/server/report/report-address.ts';
import { takeFields, takeGrades, takeLetterhead } from '#lib/server/report/report-forms.ts';
import { readSettings } from '#lib/server/report/report-rows.ts';
import { showReport } from '#lib/server/report/show-report.ts';
import type { RefusedForm } from '#lib/server/setup/form-reader.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const at = (await hallTime()).now();
	const shown = await showReport(db, sql, Number(params.fieldEvent), url.searchParams, at);
	return shown ?? error(404, 'no-such-report');
};

async function asked({ params, url }: RequestEvent) {
	const id = Number(params.fieldEvent);
	const found = await askedReport(db, id, url.searchParams, (await hallTime()).now());
	return { id, ...(found ?? error(404, 'no-such-field-event')) };
}

/** Saves a form and leads back to the report, or gives back what was typed. */
const saving =
	(save: (event: RequestEvent, form: FormData) => Promise<RefusedForm | null>) =>
	async (event: RequestEvent) => {
		const wrong = await save(event, await event.request.formData());
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, event.url.pathname + withoutAction(event.url));
	};

const accountOf = ({ locals }: RequestEvent) =>
	locals.actor.kind === 'account' ? locals.actor.accountId : error(403, 'not-allowed');

export const actions: Actions = {
	hand: saving(async (event, form) => {
		const { id, period } = await asked(event);
		return takeFields(db, id, period, form);
	}),
	head: saving((event, form) => takeLetterhead(db, Number(event.params.fieldEvent), form)),
	grades: saving((event, form) => takeGrades(db, Number(event.params.fieldEvent), form)),
	freeze: async (event) => {
		const { id, period, question } = await asked(event);
		const { grades } = await readSettings(db, id);
		const at = (await hallTime()).now();
		const { slotMinutes } = question;
		await freezeReport(sql, id, { period, at, slotMinutes, grades }, accountOf(event));
		redirect(303, event.url.pathname + withoutAction(event.url));
	},
	take: async (event) => {
		const no = Number((await event.request.formData()).get('no'));
		const now = new Date();
		await takeResponsibility(db, Number(event.params.fieldEvent), no, accountOf(event), now);
		redirect(303, event.url.pathname + withoutAction(event.url));
	}
};
