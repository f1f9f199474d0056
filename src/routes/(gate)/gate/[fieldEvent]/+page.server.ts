import { redirect } from '@sveltejs/kit';
import { shownFloor } from '#lib/server/floor/hall.ts';
import type { PageServerLoad } from './$types';

/** The gates to choose from; with one gate there is nothing to choose. */
export const load: PageServerLoad = async ({ parent }) => {
	const { fieldEventId } = await parent();
	const floor = await shownFloor(fieldEventId);
	const gates = [...floor.gates.values()].filter((gate) => gate.kind === 'gate' && !gate.withdrawn);
	if (gates.length === 1) redirect(303, `/gate/${fieldEventId}/${gates[0]!.id}`);
	return { gates };
};
