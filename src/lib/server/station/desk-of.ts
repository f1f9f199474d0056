import { sql } from '../db/connection.ts';
import { hallOf, hallTime } from '../floor/hall.ts';
import type { Desk } from './desk.ts';

/** The desk of a field event in this process. */
export async function deskOf(fieldEventId: number): Promise<Desk> {
	const [{ clerk, relay }, time] = await Promise.all([hallOf(fieldEventId), hallTime()]);
	return {
		sql,
		fieldEventId,
		admit: (delivery) => clerk.admit(delivery),
		take: (command) => clerk.take(command),
		floor: () => relay.shown(),
		now: () => time.now(),
		speed: time.speed
	};
}
