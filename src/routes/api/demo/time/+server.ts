import { error } from '@sveltejs/kit';
import { setDemoTime } from '#lib/server/demo/set-demo-time.ts';
import type { RequestHandler } from './$types';

/** Demo only: sets hall time and how fast it runs. */
export const POST: RequestHandler = async ({ request }) => {
	const set = await setDemoTime(await request.json().catch(() => null));
	return set ? new Response(null, { status: 204 }) : error(400, 'bad-time');
};
