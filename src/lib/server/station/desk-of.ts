import { sql } from '../db/connection.ts';
import { hallOf, hallTime } from '../floor/hall.ts';
import type { Desk } from './desk.ts';

/**
 * The desk of a field event in this process.
 * @param said hall time (ms) as whoever drives a demo says it; listened to in a demo only
 */
export async function deskOf(fieldEventId: number, said: string | null = null): Promise<Desk> {
	const [{ clerk, relay }, time] = await Promise.all([hallOf(fieldEventId), hallTime()]);
	const saidAt = time.isDemo && said ? Number(said) : NaN;
	return {
		sql,
		fieldEventId,
		admit: (delivery) => clerk.admit(delivery),
		take: (command) => clerk.take(command),
		floor: () => relay.shown(),
		now: () => (Number.isSafeInteger(saidAt) ? saidAt : time.now()),
		speed: time.speed
	};
}
