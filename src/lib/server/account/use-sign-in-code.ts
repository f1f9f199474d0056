import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { NOBODY } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import { hashSignInCode, readSignInCode } from '#lib/server/account/code-text.ts';
import type { Database } from '#lib/server/account/database.ts';
import { signInLimits } from '#lib/server/account/limits.ts';
import { sameHash } from '#lib/server/account/secret.ts';
import { endAllSessions } from '#lib/server/account/session.ts';
import { openSession, type SignInResult, type Visitor } from '#lib/server/account/sign-in.ts';
import { account, signInCode, type Role } from '#lib/server/db/account.schema.ts';

/** Whose code it is; shown before it is used. */
export interface CodeOwner {
	name: string;
	role: Role;
	unit: string | null;
}

/** No code at all, one that does not open (any more), or too many wrong ones. */
export type CodeRefusal =
	{ ok: false; code: 'no-code' | 'dead-code' } | { ok: false; code: 'wait'; until: Date };

/**
 * Looks at a code without using it up: opening a link is not yet consent, and messengers open links
 * for their previews. Unknown, wrong, used, expired and withdrawn codes all answer `dead-code`.
 */
export async function lookAtSignInCode(
	db: Database,
	text: string,
	address: string,
	limits = signInLimits,
	now = new Date()
): Promise<{ ok: true; owner: CodeOwner } | CodeRefusal> {
	const found = await findCode(db, text, address, limits, now);
	if (!found.ok) return found;
	const { name, role, unit } = found.who;
	return { ok: true, owner: { name, role, unit } };
}

/**
 * Signs in by a code and ends the account's earlier sessions (see `issueSignInCode`). A one-time code
 * pressed twice at once opens once: its row is taken under lock.
 */
export async function useSignInCode(
	db: Database,
	text: string,
	visitor: Visitor,
	limits = signInLimits,
	now = new Date()
): Promise<(SignInResult & { ok: true }) | CodeRefusal> {
	const found = await findCode(db, text, visitor.address, limits, now);
	if (!found.ok) {
		if (found.code !== 'no-code' && found.firstTime !== false)
			await writeAudit(db, NOBODY, auditKindOf(found.code), { by: 'code' }, now);
		return found;
	}
	const { code, who } = found;
	return db.transaction(async (tx) => {
		const [taken] = await tx
			.update(signInCode)
			.set({ usedAt: now })
			.where(
				and(
					eq(signInCode.id, code.id),
					isNull(signInCode.withdrawnAt),
					or(eq(signInCode.reusable, true), isNull(signInCode.usedAt))
				)
			)
			.returning({ opens: signInCode.opens });
		if (!taken) return { ok: false as const, code: 'dead-code' as const };
		await endAllSessions(tx, who.id);
		return openSession(tx, who, visitor, { by: 'code', opens: taken.opens }, now);
	});
}

const auditKindOf = (code: 'dead-code' | 'wait') =>
	code === 'wait' ? ('sign-in-blocked' as const) : ('sign-in-refused' as const);

type Found =
	| {
			ok: true;
			code: typeof signInCode.$inferSelect;
			who: typeof account.$inferSelect;
	  }
	| (CodeRefusal & { firstTime?: boolean });

async function findCode(
	db: Database,
	text: string,
	address: string,
	limits: typeof signInLimits,
	now: Date
): Promise<Found> {
	const read = readSignInCode(text);
	if (!read) return { ok: false, code: 'no-code' };
	const tried = `code ${read.id}`;
	const admission = await limits.admit(tried, address);
	if (!admission.ok)
		return { ok: false, code: 'wait', until: admission.until, firstTime: admission.firstTime };
	const [row] = await db
		.select({ code: signInCode, who: account })
		.from(signInCode)
		.innerJoin(account, eq(account.id, signInCode.accountId))
		.where(
			and(
				eq(signInCode.id, read.id),
				gt(signInCode.expiresAt, now),
				isNull(signInCode.withdrawnAt),
				or(eq(signInCode.reusable, true), isNull(signInCode.usedAt)),
				isNull(account.disabledAt)
			)
		);
	if (!row || !sameHash(hashSignInCode(read), row.code.secretHash))
		return { ok: false, code: 'dead-code' };
	await limits.wasRight(tried, address);
	return { ok: true, ...row };
}
