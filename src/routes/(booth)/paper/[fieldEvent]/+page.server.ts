import { boothsOf, labelOf, servicesOf } from '#lib/core/view/hall-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { deskPeople } from '#lib/server/floor/desk-people.ts';
import { hallTime, shownFloor } from '#lib/server/floor/hall.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const fieldEventId = fieldEventOf(params) ?? 0;
	const floor = await shownFloor(fieldEventId);
	return {
		fieldEventId,
		fieldEvent: (await deskPeople(fieldEventId)).fieldEvent,
		open: floor.status === 'open',
		at: (await hallTime()).now(),
		services: servicesOf(floor),
		booths: boothsOf(floor).map(({ booth }) => ({
			id: booth.id,
			label: labelOf(floor, booth.id)!,
			services: booth.services,
			level: booth.presetLevel
		})),
		reasons: [...floor.reasons.values()]
			.filter(({ kind, withdrawn }) => kind === 'failure' && !withdrawn)
			.map(({ id, internal, services }) => ({ id, words: internal, services }))
	};
};
