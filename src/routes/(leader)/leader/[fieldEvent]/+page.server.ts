import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { actor } }) => {
	const id = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const { name, place } = await occasionOf(id);
	const first = await snapshot<'leader'>(id, 'leader');
	if (!first) error(404, 'no-such-field-event');
	const me = { name: actor.name, role: actor.role };
	return { fieldEvent: { id, name, place }, first, me, big: url.searchParams.has('big') };
};
