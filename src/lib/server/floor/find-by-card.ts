import { readPersonalId } from '#lib/core/personal-id.ts';
import { sql } from '../db/connection.ts';
import { committedFloor } from './committed-floor.ts';
import { hallTime } from './hall.ts';
import { identityHmac, ticketOfIdentity } from './identity.ts';
import { occasionOf } from './occasion.ts';

/** Hall time is Vietnamese for people; only the year is asked for here. */
const ZONE_MS = 7 * 3_600_000;

/**
 * The id of the ticket that the person with this identity number was given today, for a lost slip; null when there
 * is none, the number is none, or the organiser has not switched the check on. The number is hashed and kept nowhere.
 */
export async function findByCard(fieldEventId: number, digits: string): Promise<string | null> {
	const { identityCheck } = await occasionOf(fieldEventId);
	const year = new Date((await hallTime()).now() + ZONE_MS).getUTCFullYear();
	const person = readPersonalId(digits, year);
	if (!identityCheck || !person.ok) return null;
	const { day } = await committedFloor(fieldEventId);
	const hmac = await identityHmac(sql, fieldEventId, person.id.digits);
	return ticketOfIdentity(sql, fieldEventId, day, hmac);
}
