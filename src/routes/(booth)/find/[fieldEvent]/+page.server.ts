import { error } from '@sveltejs/kit';
import { servicesOf } from '#lib/core/view/hall-view.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { deskPeople } from '#lib/server/floor/desk-people.ts';
import { findTickets } from '#lib/server/floor/find-tickets.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { mayWish } from '#lib/server/floor/wish-roles.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { actor } }) => {
	const fieldEventId = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const floor = await shownFloor(fieldEventId);
	const may = (kind: Parameters<typeof mayWish>[2]['kind']) =>
		mayWish(actor, fieldEventId, { kind });
	return {
		fieldEventId,
		fieldEvent: (await deskPeople(fieldEventId)).fieldEvent,
		me: { id: actor.accountId, name: actor.name, role: actor.role },
		found: await findTickets(fieldEventId, url.searchParams),
		services: servicesOf(floor).map(({ id, name }) => ({ id, name })),
		gates: [...floor.gates.values()].map(({ id, name, prefix, paper }) => ({
			id,
			name,
			prefix,
			paper
		})),
		halves: floor.rules.days[floor.day - 1]?.halves ?? [],
		may: {
			reprint: may('reprint'),
			lane: may('change-lane'),
			cancel: may('cancel'),
			restore: may('restore'),
			stepBack: may('step-back'),
			leave: may('leave'),
			otherStep: may('other-step-first')
		}
	};
};
