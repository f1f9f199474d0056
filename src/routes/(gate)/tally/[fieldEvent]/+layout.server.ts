import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, locals: { actor } }) => {
	const fieldEventId = fieldEventOf(params);
	if (fieldEventId === null) error(404, 'no-such-field-event');
	const { name } = await occasionOf(fieldEventId);
	const person = actor.kind === 'account' ? { name: actor.name, role: actor.role } : null;
	return { fieldEventId, occasion: name, person };
};
