import { error } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { freezeAsked, takeResponsibility } from '#lib/server/report/freeze-report.ts';
import { takeFieldsAsked, takeGrades, takeLetterhead } from '#lib/server/report/report-forms.ts';
import { showReport } from '#lib/server/report/show-report.ts';
import { leadingBack } from '#lib/server/setup/leading-back.ts';
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
