import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { sql } from '#lib/server/db/connection.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { tallyTable } from '#lib/server/tally/tally-table.ts';
import {
	addTallyPoint,
	renewTallyCode,
	withdrawTallyPoint
} from '#lib/server/tally/tally-point.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('tally:sums');
	return tallyTable(sql, Number(params.fieldEvent));
};

const shown = (made: { id: string; path: string } | null, url: URL) => {
	if (!made) return { made: null };
	const address = staffOrigin(url) + made.path;
	return { made: { id: made.id, address, qr: drawQr(address) } };
};

export const actions: Actions = {
	add: async ({ params, request, url }) => {
		const sent = await request.formData();
		const [label, unit, counts] = ['label', 'unit', 'counts'].map((name) => textOf(sent, name));
		if (!label?.trim() || !counts?.trim()) return fail(400, { missing: { label, unit, counts } });
		const point = { fieldEventId: Number(params.fieldEvent), label, unit: unit ?? '', counts };
		return shown(await addTallyPoint(sql, point), url);
	},
	code: async ({ params, request, url }) => {
		const id = textOf(await request.formData(), 'point');
		return shown(await renewTallyCode(sql, Number(params.fieldEvent), id), url);
	},
	withdraw: async ({ params, request }) => {
		const sent = await request.formData();
		const ends = textOf(sent, 'withdrawn') === 'yes';
		await withdrawTallyPoint(sql, Number(params.fieldEvent), textOf(sent, 'point'), ends);
		return { made: null };
	}
};
