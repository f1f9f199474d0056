import { sql } from '#lib/server/db/connection.ts';
import { answerPresses } from '#lib/server/tally/answer-presses.ts';
import { tallyPointOf } from '#lib/server/tally/tally-point.ts';
import type { RequestHandler } from './$types';

/** Presses of whoever holds the code of a place. */
export const POST: RequestHandler = async ({ params, request }) =>
	answerPresses(
		await tallyPointOf(sql, params.code),
		await request.json().catch(() => null),
		'code'
	);
