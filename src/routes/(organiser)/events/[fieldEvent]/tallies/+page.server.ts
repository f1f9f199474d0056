import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { sql } from '#lib/server/db/connection.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { tallyTable } from '#lib/server/tally/tally-table.ts';
import * as points from '#lib/server/tally/tally-point.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('tally:sums');
	return tallyTable(sql, Number(params.fieldEvent));
};

const shown = (made: { id: string; path: string } | null, url: URL) => {
	if (!made) return { made };
	const address = staffOrigin(url) + made.path;
	return { made: { id: made.id, address, qr: drawQr(address) } };
};

export const actions: Actions = {
	add: async ({ params, request, url }) => {
		const sent = await request.formData();
		const text = (name: 'label' | 'unit' | 'counts') => textOf(sent, name);
		const point = { label: text('label'), unit: text('unit'), counts: text('counts') };
		const fieldEventId = Number(params.fieldEvent);
		const made = await points.addTallyPoint(sql, { fieldEventId, ...point });
		return made ? shown(made, url) : fail(400, { missing: point });
	},
	code: async ({ params, request, url }) => {
		const id = textOf(await request.formData(), 'point');
		return shown(await points.renewTallyCode(sql, Number(params.fieldEvent), id), url);
	},
	withdraw: async ({ params, request }) => {
		const sent = await request.formData();
		const ends = textOf(sent, 'withdrawn') === 'yes';
		await points.withdrawTallyPoint(sql, Number(params.fieldEvent), textOf(sent, 'point'), ends);
		return { made: null };
	}
};
