import { error, json } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { forgetScreen, isScreenId } from '#lib/server/board/board-watch.ts';
import { missedBoards } from '#lib/server/board/missed-boards.ts';
import { sql } from '#lib/server/db/connection.ts';
import type { RequestHandler } from './$types';

/** The boards that are not heard from; asked again and again by the page from which the day is run. */
export const GET: RequestHandler = async ({ params }) =>
	json(await missedBoards(fieldEventOf(params) ?? error(404, 'no-such-field-event')));

/** `?screen=…`: nobody waits for this screen any more. */
export const DELETE: RequestHandler = async ({ params, url }) => {
	const id = fieldEventOf(params) ?? error(404, 'no-such-field-event');
	const screen = url.searchParams.get('screen') ?? '';
	if (!isScreenId(screen)) error(400, 'no-such-screen');
	await forgetScreen(sql, id, screen);
	return new Response(null, { status: 204 });
};
