import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { sql } from '#lib/server/db/connection.ts';
import { sumsShown } from '#lib/server/tally/answer-presses.ts';
import { findTallyPoint } from '#lib/server/tally/tally-point.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const point = await findTallyPoint(sql, fieldEventOf(params) ?? 0, params.point);
	if (!point) error(404, 'no-such-tally');
	return { point, first: await sumsShown(point) };
};
