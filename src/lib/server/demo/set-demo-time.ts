import * as v from 'valibot';
import { sql } from '../db/connection.ts';
import { hallTime } from '../floor/hall.ts';

const timeSchema = v.object({
	at: v.pipe(v.number(), v.integer(), v.minValue(0)),
	speed: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000))
});

/**
 * Demo only: it is `at` (ms) in the hall now, and goes on at `speed`; kept in the database, so that a program that
 * starts over it goes on from there. False when the body is neither.
 */
export async function setDemoTime(body: unknown): Promise<boolean> {
	const read = v.safeParse(timeSchema, body);
	if (!read.success) return false;
	const { at, speed } = read.output;
	(await hallTime()).set(at, speed);
	await sql`update installation set hall_anchor = ${at}, real_anchor = ${Date.now()}, hall_speed = ${speed}
		where one = 1 and kind = 'demo'`;
	return true;
}
