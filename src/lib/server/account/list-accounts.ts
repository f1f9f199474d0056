import { asc, eq, max, or } from 'drizzle-orm';
import { withoutHash, type Account } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account, session } from '#lib/server/db/account.schema.ts';

export interface ListedAccount extends Account {
	hasPassword: boolean;
	/** To the hour; null when the person is not signed in anywhere. */
	lastUsedAt: Date | null;
}

/** The staff of a field event, organisers included, by role and name. */
export async function listAccounts(db: Database, fieldEventId: number): Promise<ListedAccount[]> {
	const rows = await db
		.select({ row: account, lastUsedAt: max(session.lastUsedAt) })
		.from(account)
		.leftJoin(session, eq(session.accountId, account.id))
		.where(or(eq(account.fieldEventId, fieldEventId), eq(account.role, 'organiser')))
		.groupBy(account.id)
		.orderBy(asc(account.role), asc(account.name), asc(account.id));
	return rows.map(({ row, lastUsedAt }) => ({
		...withoutHash(row),
		hasPassword: row.passwordHash !== null,
		lastUsedAt
	}));
}
