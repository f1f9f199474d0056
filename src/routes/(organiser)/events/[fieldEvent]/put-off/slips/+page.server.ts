import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { putOffSlipsOf } from '#lib/server/floor/put-off-slips.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = fieldEventOf(params) ?? error(404, 'no-such-field-event');
	const slips = await putOffSlipsOf(id);
	return { slips: slips.map((slip) => ({ ...slip, code: slip.code && drawQr(slip.code.text) })) };
};
