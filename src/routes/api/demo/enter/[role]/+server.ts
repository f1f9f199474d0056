import { error, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { enterDemo } from '#lib/server/demo/demo-viewer.ts';
import type { RequestHandler } from './$types';

/** Demo only: signs whoever looks at the demo in, by one click. */
export const GET: RequestHandler = async (event) => {
	const path = await enterDemo(db, event, event.params.role);
	if (path === null) error(404, 'no-demo-day');
	redirect(303, path);
};
