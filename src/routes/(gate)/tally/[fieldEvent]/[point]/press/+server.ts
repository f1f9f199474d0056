import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { sql } from '#lib/server/db/connection.ts';
import { answerPresses } from '#lib/server/tally/answer-presses.ts';
import { findTallyPoint } from '#lib/server/tally/tally-point.ts';
import type { RequestHandler } from './$types';

/** Presses of a volunteer who is signed in. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
	const point = await findTallyPoint(sql, fieldEventOf(params) ?? 0, params.point);
	const by = locals.actor.kind === 'account' ? locals.actor.accountId : 'code';
	return answerPresses(point, await request.json().catch(() => null), by);
};
