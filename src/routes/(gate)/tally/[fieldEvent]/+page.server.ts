import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { sql } from '#lib/server/db/connection.ts';
import { listTallyPoints } from '#lib/server/tally/tally-point.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const points = await listTallyPoints(sql, fieldEventOf(params) ?? 0);
	return { points: points.filter(({ withdrawn }) => !withdrawn) };
};
