import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { findBoard } from '#lib/server/board/find-board.ts';
import { db } from '#lib/server/db/connection.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { clipsOf } from '#lib/server/voice/store-clip.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const id = fieldEventOf(params) ?? 0;
	const { name } = await occasionOf(id);
	const [board, first, clips] = await Promise.all([
		findBoard(id, params.board),
		snapshot<'board'>(id, 'board'),
		clipsOf(db, id)
	]);
	if (!board || !first) error(404, 'no-such-board');
	return { fieldEvent: { id, name }, board, first, clips };
};
