import { error } from '@sveltejs/kit';
import { boothChoices } from '#lib/core/view/booth-choices.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { deskPeople } from '#lib/server/floor/desk-people.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { actor } }) => {
	const fieldEventId = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const floor = await shownFloor(fieldEventId);
	const { fieldEvent, names } = await deskPeople(fieldEventId);
	const me = { id: actor.accountId, name: actor.name, role: actor.role };
	return { fieldEventId, fieldEvent, names, me, status: floor.status, booths: boothChoices(floor) };
};
