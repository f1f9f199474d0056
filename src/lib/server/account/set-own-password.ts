import { and, eq } from 'drizzle-orm';
import type { AccountActor } from '#lib/server/account/actor.ts';
import { changeAccount } from '#lib/server/account/change-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { signInLimits } from '#lib/server/account/limits.ts';
import { HashingBusy, PASSWORD_MAX, verifyPassword } from '#lib/server/account/password.ts';
import type { PasswordRefusal } from '#lib/server/account/password.ts';
import type { LiveSession } from '#lib/server/account/session.ts';
import { account, signInCode } from '#lib/server/db/account.schema.ts';

/** As long after signing in by a one-time code the present password is not asked for: it may be forgotten. */
const BY_CODE_MS = 15 * 60_000;

export type OwnPasswordResult =
	| { ok: true }
	| { ok: false; refused: { current?: 'password-wrong'; password?: PasswordRefusal } }
	| { ok: false; code: 'busy' }
	| { ok: false; code: 'wait'; until: Date };

/** Whether a new password needs the present one beside it: not for who has just come in by a one-time code. */
export async function needsPresentPassword(
	db: Database,
	session: LiveSession,
	now = new Date()
): Promise<boolean> {
	if (now.getTime() - session.createdAt.getTime() > BY_CODE_MS) return true;
	// The code and the session that it opened bear the same instant, and its use ended all other sessions.
	const [code] = await db
		.select({ id: signInCode.id })
		.from(signInCode)
		.where(
			and(
				eq(signInCode.accountId, session.accountId),
				eq(signInCode.reusable, false),
				eq(signInCode.usedAt, session.createdAt)
			)
		);
	return code === undefined;
}

/**
 * Gives the person of a session a new password; the account's other sessions end. The present password is asked for,
 * under the limits of signing in, so that a laptop left open for a minute gives nobody the account.
 */
export async function setOwnPassword(
	db: Database,
	who: { session: LiveSession; actor: AccountActor; address: string },
	typed: { current: string; password: string },
	limits = signInLimits,
	now = new Date()
): Promise<OwnPasswordResult> {
	const { session, actor } = who;
	if (await needsPresentPassword(db, session, now)) {
		const refused = await provePresent(db, who, typed.current, limits);
		if (refused) return refused;
	}
	const change = { password: typed.password };
	const options = { keepSessionId: session.id, now };
	const changed = await changeAccount(db, session.accountId, change, actor, options);
	if (changed.ok) return { ok: true };
	if ('refused' in changed) {
		return { ok: false, refused: { password: changed.refused.password ?? 'password-missing' } };
	}
	return { ok: false, refused: { current: 'password-wrong' } };
}

async function provePresent(
	db: Database,
	{ session, address }: { session: LiveSession; address: string },
	current: string,
	limits: typeof signInLimits
): Promise<Extract<OwnPasswordResult, { ok: false }> | null> {
	const [row] = await db.select().from(account).where(eq(account.id, session.accountId));
	const name = row?.signInName ?? '';
	const admission = await limits.admit(name, address);
	if (!admission.ok) return { ok: false, code: 'wait', until: admission.until };
	try {
		const right = await verifyPassword(
			row?.passwordHash ?? null,
			current.slice(0, PASSWORD_MAX + 1)
		);
		if (!right) return { ok: false, refused: { current: 'password-wrong' } };
	} catch (problem) {
		if (problem instanceof HashingBusy) return { ok: false, code: 'busy' };
		throw problem;
	}
	await limits.wasRight(name, address);
	return null;
}
