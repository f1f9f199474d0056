import { PAPER_RESERVE_PREFIX } from '#lib/core/ticket-number.ts';
import { hallSheet } from '#lib/core/view/hall-sheet-view.ts';
import { hallOf, hallTime, shownFloor } from '#lib/server/floor/hall.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('hall:sheet');
	const fieldEventId = Number(params.fieldEvent);
	const floor = await shownFloor(fieldEventId);
	const { relay } = await hallOf(fieldEventId);
	// While PostgreSQL is away this is the last look that succeeded, and the paper says so by its time.
	const at = relay.trueAt();
	const { speed } = await hallTime();
	return { at, speed, clock: floor.clock, sheet: hallSheet(floor, at, PAPER_RESERVE_PREFIX) };
};
