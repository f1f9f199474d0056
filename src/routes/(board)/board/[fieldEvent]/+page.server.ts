import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { boardChoices } from '#lib/server/board/board-choices.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const id = fieldEventOf(params) ?? 0;
	const { name, place } = await occasionOf(id);
	return { fieldEvent: { id, name, place }, boards: await boardChoices(id), origin: url.origin };
};
