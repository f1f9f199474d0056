import { error, fail, redirect } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { freezeAsked, takeResponsibility } from '#lib/server/report/freeze-report.ts';
import { withoutAction } from '#lib/server/report/report-address.ts';
import { takeFieldsAsked, takeGrades, takeLetterhead } from '#lib/server/report/report-forms.ts';
import { showReport } from '#lib/server/report/show-report.ts';
import type { RefusedForm } from '#lib/server/setup/form-reader.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const idOf = ({ params }: { params: { fieldEvent: string } }) => Number(params.fieldEvent);
const now = async () => (await hallTime()).now();
const accountOf = ({ locals }: RequestEvent) =>
	locals.actor.kind === 'account' ? locals.actor.accountId : error(403, 'not-allowed');

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const shown = { at: await now(), demo: locals.demo };
	const report = await showReport(db, sql, idOf({ params }), url.searchParams, shown);
	return report ?? error(404, 'no-such-report');
};

/** Leads back to the report when it is done, or gives back what was typed. */
const leadingBack =
	(act: (event: RequestEvent, form: FormData) => Promise<RefusedForm | null>) =>
	async (event: RequestEvent) => {
		const wrong = await act(event, await event.request.formData());
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, event.url.pathname + withoutAction(event.url));
	};

export const actions: Actions = {
	hand: leadingBack(async (event, form) =>
		takeFieldsAsked(db, idOf(event), event.url.searchParams, await now(), form)
	),
	head: leadingBack((event, form) => takeLetterhead(db, idOf(event), form)),
	grades: leadingBack((event, form) => takeGrades(db, idOf(event), form)),
	freeze: leadingBack(async (event) => {
		const { searchParams } = event.url;
		await freezeAsked(db, sql, idOf(event), searchParams, await now(), accountOf(event));
		return null;
	}),
	take: leadingBack(async (event, form) => {
		const no = Number(form.get('no'));
		const taken = await takeResponsibility(db, idOf(event), no, accountOf(event), new Date());
		return taken ? null : { refused: {}, typed: { form: 'take' } };
	})
};
