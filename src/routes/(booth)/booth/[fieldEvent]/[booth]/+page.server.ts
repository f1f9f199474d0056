import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { deskPeople } from '#lib/server/floor/desk-people.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends, locals: { actor } }) => {
	depends('booth:names');
	const fieldEventId = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const first = await snapshot<'booth'>(fieldEventId, 'booth', params.booth);
	if (!first) error(404, 'no-such-booth');
	const { fieldEvent, names } = await deskPeople(fieldEventId);
	const me = { id: actor.accountId, name: actor.name, role: actor.role };
	return { fieldEventId, first, fieldEvent, names, me };
};
