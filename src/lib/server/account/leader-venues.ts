import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import { venuesBeside } from '#lib/server/account/venues-beside.ts';
import { endAllSessions } from '#lib/server/account/session.ts';
import { account } from '#lib/server/db/account.schema.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import { leaderVenue } from '#lib/server/db/leader-venue.schema.ts';

/**
 * Says which field events a leader sees besides the own one; those that do not exist are left out. Whoever loses one is
 * signed out, so that no open screen outlives the right to it.
 * @returns false when the account is no leader
 */
export async function setLeaderVenues(
	db: Database,
	accountId: string,
	ids: readonly number[],
	by: Actor,
	now = new Date()
): Promise<boolean> {
	return await db.transaction(async (tx) => {
		const [who] = await tx.select().from(account).where(eq(account.id, accountId)).for('update');
		if (who?.role !== 'leader') return false;
		const had = await venuesBeside(tx, who);
		const known = await tx
			.select({ id: fieldEvent.id })
			.from(fieldEvent)
			.where(inArray(fieldEvent.id, [...ids]));
		const wanted = known.map(({ id }) => id).filter((id) => id !== who.fieldEventId);
		const lost = had.filter((id) => !wanted.includes(id));
		const won = wanted.filter((id) => !had.includes(id));
		if (lost.length + won.length === 0) return true;
		if (lost.length > 0) {
			await tx
				.delete(leaderVenue)
				.where(and(eq(leaderVenue.accountId, accountId), inArray(leaderVenue.fieldEventId, lost)));
			await endAllSessions(tx, accountId);
		}
		if (won.length > 0) {
			await tx.insert(leaderVenue).values(won.map((fieldEventId) => ({ accountId, fieldEventId })));
		}
		const detail = { account: accountId, given: won.length, taken: lost.length };
		await writeAudit(tx, by, 'account-changed', detail, now);
		return true;
	});
}
