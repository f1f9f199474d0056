import { error } from '@sveltejs/kit';
import { leftView } from '#lib/core/view/put-off-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { putOffSlipsOf } from '#lib/server/floor/put-off-slips.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('hall:put-off');
	const id = fieldEventOf(params) ?? error(404, 'no-such-field-event');
	const floor = await shownFloor(id);
	const slips = await putOffSlipsOf(id);
	return {
		status: floor.status,
		left: leftView(floor),
		slips: slips.map((slip) => ({ ...slip, code: slip.code && drawQr(slip.code.text) })),
		days: floor.rules.days
			.map(({ date }, i) => ({ day: i + 1, date }))
			.filter(({ day }) => day > floor.day),
		gates: [...floor.gates.values()]
			.filter((gate) => !gate.withdrawn && gate.kind !== 'self-service')
			.map(({ id, name, prefix }) => ({ id, name, prefix }))
	};
};
