import { error } from '@sveltejs/kit';
import { startDemoDay } from '#lib/server/demo/start-demo-day.ts';
import type { RequestHandler } from './$types';

/** Demo only: a fresh field event, open, and the sign-in codes of its simulated staff. */
export const POST: RequestHandler = async ({ request }) => {
	const day = await startDemoDay(await request.json().catch(() => null));
	return day ? Response.json(day) : error(400, 'bad-plan');
};
