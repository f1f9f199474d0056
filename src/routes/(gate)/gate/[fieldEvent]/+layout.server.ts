import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, locals: { actor } }) => {
	const fieldEventId = fieldEventOf(params);
	if (fieldEventId === null) error(404, 'no-such-field-event');
	const { name, place, identityCheck } = await occasionOf(fieldEventId);
	return {
		fieldEventId,
		occasion: { name, place, identityCheck },
		person: actor.kind === 'account' ? { name: actor.name, role: actor.role } : null
	};
};
