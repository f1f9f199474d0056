import { asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { account, type Role } from '#lib/server/db/account.schema.ts';
import { leaderVenue } from '#lib/server/db/leader-venue.schema.ts';

/** Further field events of the account in a query's row, as a JSON list of their ids. */
export const alsoInColumn: SQL<number[]> = sql<number[]>`(
	select coalesce(json_agg(${leaderVenue.fieldEventId} order by ${leaderVenue.fieldEventId}), '[]')
	from ${leaderVenue} where ${leaderVenue.accountId} = ${account.id}
)`;

/** Further field events of somebody; empty for every role but leader. */
export async function venuesBeside(
	db: Database,
	who: { id: string; role: Role }
): Promise<number[]> {
	if (who.role !== 'leader') return [];
	const rows = await db
		.select({ id: leaderVenue.fieldEventId })
		.from(leaderVenue)
		.where(eq(leaderVenue.accountId, who.id))
		.orderBy(asc(leaderVenue.fieldEventId));
	return rows.map(({ id }) => id);
}
