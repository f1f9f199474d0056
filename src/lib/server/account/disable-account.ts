import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import { isLastOrganiser, lockOrganisers } from '#lib/server/account/change-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { endAllSessions } from '#lib/server/account/session.ts';
import { account, signInCode } from '#lib/server/db/account.schema.ts';

export type DisableAccountResult =
	{ ok: true; sessionsEnded: number } | { ok: false; code: 'unknown-account' | 'last-organiser' };

/** Shuts an account: its sessions end at once and its codes are withdrawn. What it did stays. */
export async function disableAccount(
	db: Database,
	accountId: string,
	by: Actor,
	now = new Date()
): Promise<DisableAccountResult> {
	return db.transaction(async (tx) => {
		await lockOrganisers(tx);
		const [row] = await tx.select().from(account).where(eq(account.id, accountId)).for('update');
		if (!row) return { ok: false as const, code: 'unknown-account' as const };
		if (await isLastOrganiser(tx, row))
			return { ok: false as const, code: 'last-organiser' as const };
		await tx
			.update(account)
			.set({ disabledAt: row.disabledAt ?? now })
			.where(eq(account.id, accountId));
		await tx
			.update(signInCode)
			.set({ withdrawnAt: now })
			.where(and(eq(signInCode.accountId, accountId), isNull(signInCode.withdrawnAt)));
		const sessionsEnded = await endAllSessions(tx, accountId);
		await writeAudit(tx, by, 'account-disabled', { account: accountId, sessionsEnded }, now);
		return { ok: true as const, sessionsEnded };
	});
}

/** Opens an account again. Its old codes stay withdrawn. Gives false for an unknown account. */
export async function enableAccount(
	db: Database,
	accountId: string,
	by: Actor,
	now = new Date()
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const rows = await tx
			.update(account)
			.set({ disabledAt: null })
			.where(eq(account.id, accountId))
			.returning({ id: account.id });
		if (rows.length > 0) await writeAudit(tx, by, 'account-enabled', { account: accountId }, now);
		return rows.length > 0;
	});
}
