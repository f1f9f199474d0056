import { error } from '@sveltejs/kit';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { sheetRunsOf } from '#lib/server/floor/paper.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, depends }) => {
	depends('gate:sheets');
	const { fieldEventId } = await parent();
	const floor = await shownFloor(fieldEventId);
	const gate = floor.gates.get(params.gate);
	if (!gate) error(404, 'no-such-gate');
	return {
		gate,
		closed: floor.status === 'closed',
		runs: await sheetRunsOf(fieldEventId, gate.id),
		days: floor.rules.days
			.map(({ date }, index) => ({ day: index + 1, date }))
			.filter(({ day }) => day >= Math.max(1, floor.day))
	};
};
