import { sql } from '../db/connection.ts';
import { knownHalls } from './hall.ts';

/** The field event whose ticket a link's token addresses, this or a replaced one; null when there is none. */
export async function findTicketEvent(token: string): Promise<number | null> {
	// Nearly every phone's ticket is in a floor that this process shows anyway.
	for (const [fieldEventId, { relay }] of knownHalls()) {
		if (relay.knows(token)) return fieldEventId;
	}
	const [row] = await sql<{ id: number }[]>`
		select field_event_id as id from ticket where id = ${token} or token = ${token}
		union all select field_event_id from ticket_token where token = ${token} limit 1`;
	return row?.id ?? null;
}
