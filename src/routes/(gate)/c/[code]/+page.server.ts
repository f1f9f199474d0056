import { sql } from '#lib/server/db/connection.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { sumsShown } from '#lib/server/tally/answer-presses.ts';
import { tallyPointOf } from '#lib/server/tally/tally-point.ts';
import type { PageServerLoad } from './$types';

// The address is the secret: no copy of the page is kept.
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const point = await tallyPointOf(sql, params.code);
	if (!point) return { shown: null };
	const { name } = await occasionOf(point.fieldEventId);
	return { shown: { point, first: await sumsShown(point), occasion: name, code: params.code } };
};
