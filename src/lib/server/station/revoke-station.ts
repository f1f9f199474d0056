import { randomUUID } from 'node:crypto';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import type { Desk } from './desk.ts';

/**
 * Ends a station: its device gives and calls nothing more, its gate goes back to the server's own numbers above all that
 * it was ever granted. What it has done is still taken when it connects. Null when that is so.
 */
export async function revokeStation(
	desk: Desk,
	db: Database,
	station: string,
	by: Actor
): Promise<Refusal | null> {
	const { sql, fieldEventId } = desk;
	if (by.kind === 'nobody') return { refused: 'not-allowed' };
	// The mark first: whatever fails after it, the device is told that it was revoked and not that another took over.
	const marked = await sql`
		update station_epoch e set revoked = true
		where field_event_id = ${fieldEventId} and station = ${station} and not revoked and epoch =
			(select max(epoch) from station_epoch where field_event_id = ${fieldEventId} and station = ${station})
		returning epoch`;
	if (marked.length === 0) return { refused: 'station-closed' };
	await sql`delete from station_code where field_event_id = ${fieldEventId} and station = ${station} and used_at is null`;
	const wish = { kind: 'withdraw-station', station } as const;
	const command = { operationId: randomUUID(), wish, by: by.accountId, at: desk.now() };
	const answer = await desk.take(command);
	if (!answer.ok) {
		await sql`
			update station_epoch set revoked = false
			where field_event_id = ${fieldEventId} and station = ${station} and epoch = ${marked[0]!.epoch as number}`;
		return answer;
	}
	await writeAudit(db, by, 'station-revoked', { station, fieldEvent: fieldEventId }, new Date());
	return null;
}
