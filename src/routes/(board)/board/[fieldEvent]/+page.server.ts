import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { listBoards } from '#lib/server/board/list-boards.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const id = fieldEventOf(params) ?? 0;
	const { name, place } = await occasionOf(id);
	return { fieldEvent: { id, name, place }, boards: await listBoards(id), origin: url.origin };
};
