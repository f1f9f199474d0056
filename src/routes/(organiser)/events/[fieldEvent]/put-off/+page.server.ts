import { error } from '@sveltejs/kit';
import { leftView, putOffView } from '#lib/core/view/put-off-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('hall:put-off');
	const id = fieldEventOf(params) ?? error(404, 'no-such-field-event');
	const first = (await snapshot(id, 'operations')) ?? error(404, 'no-such-field-event');
	const floor = await shownFloor(id);
	return {
		first,
		/** As of when the lists below are. */
		clock: floor.clock,
		left: leftView(floor),
		putOff: putOffView(floor).map(({ number, services, next }) => ({
			number,
			services,
			next: next && { number: next.number, date: next.date }
		})),
		days: floor.rules.days
			.map(({ date }, i) => ({ day: i + 1, date }))
			.filter(({ day }) => day > floor.day),
		gates: [...floor.gates.values()]
			.filter((gate) => !gate.withdrawn && gate.kind !== 'self-service')
			.map(({ id, name, prefix }) => ({ id, name, prefix }))
	};
};
