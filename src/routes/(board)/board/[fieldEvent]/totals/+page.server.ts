import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = fieldEventOf(params) ?? 0;
	const { name, place } = await occasionOf(id);
	const first = await snapshot<'totals'>(id, 'totals');
	if (!first) error(404, 'no-such-field-event');
	return { fieldEvent: { id, name, place }, first };
};
