import * as v from 'valibot';
import { pressesSchema } from '#lib/core/tally-press.ts';
import { sql } from '../db/connection.ts';
import { hallTime } from '../floor/hall.ts';
import { takePresses } from './take-presses.ts';
import type { TallyPoint } from './tally-point.ts';

const NONE = { presses: [], takenBack: [] };

/** What a tally's page tells, answered with what the place stands at; refusals keep it all on the device. */
export async function answerPresses(
	point: TallyPoint | null,
	body: unknown,
	by: string
): Promise<Response> {
	if (!point) return Response.json({ refused: 'no-such-code' }, { status: 404 });
	const read = v.safeParse(pressesSchema, body);
	if (!read.success) return new Response(null, { status: 400 });
	const sums = await takePresses(sql, point, read.output, { at: (await hallTime()).now(), by });
	return Response.json(sums, { status: 'refused' in sums ? 409 : 200 });
}

/** What a place stands at as its page opens; zero before the field event has. */
export async function sumsShown(point: TallyPoint) {
	const sums = await takePresses(sql, point, NONE, { at: (await hallTime()).now(), by: 'code' });
	return 'refused' in sums ? { day: 1, half: 1, session: 0, today: 0, all: 0 } : sums;
}
