import type { Actor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { audit, type AuditDetail, type AuditKind } from '#lib/server/db/account.schema.ts';

/**
 * Adds a row to the audit. Call it with the transaction that makes the change, so that neither exists
 * without the other.
 * @param detail ids, counts and codes only; personal data has no place here (kept 12 months and longer)
 */
export async function writeAudit(
	db: Database,
	by: Actor,
	kind: AuditKind,
	detail: AuditDetail,
	now: Date
): Promise<void> {
	await db.insert(audit).values({
		at: now,
		actorAccountId: by.kind === 'account' ? by.accountId : null,
		kind,
		detail
	});
}
