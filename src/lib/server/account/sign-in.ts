import { eq } from 'drizzle-orm';
import { NOBODY, type AccountActor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import { signInLimits } from '#lib/server/account/limits.ts';
import { HashingBusy, PASSWORD_MAX, verifyPassword } from '#lib/server/account/password.ts';
import { createSession, endSession, type NewSession } from '#lib/server/account/session.ts';
import { signInNameOf } from '#lib/server/account/sign-in-name.ts';
import { venuesBeside } from '#lib/server/account/venues-beside.ts';
import { account } from '#lib/server/db/account.schema.ts';

/** Where a try comes from. */
export interface Visitor {
	/** The network address, for the limits; it is not stored. */
	address: string;
	/** The device in words, see `deviceOf`. */
	device: string | null;
	/** The session that the browser brought, which a new sign-in replaces. */
	session?: { id: string; accountId: string } | null;
}

export type SignInResult =
	| { ok: true; made: NewSession; actor: AccountActor; opens: string | null }
	| { ok: false; code: 'wrong' | 'busy' }
	| { ok: false; code: 'wait'; until: Date };

/**
 * Signs in by name and password. One answer, and one time taken, for an unknown name, a wrong
 * password, a disabled account and one without a password. After too many wrong tries: `wait`.
 */
export async function signIn(
	db: Database,
	typed: { signInName: string; password: string },
	visitor: Visitor,
	limits = signInLimits,
	now = new Date()
): Promise<SignInResult> {
	const signInName = signInNameOf(typed.signInName).slice(0, 100);
	const admission = await limits.admit(signInName, visitor.address);
	if (!admission.ok) {
		// Once for each pause: a flood must not fill the audit.
		if (admission.firstTime)
			await writeAudit(db, NOBODY, 'sign-in-blocked', { by: 'password' }, now);
		return { ok: false, code: 'wait', until: admission.until };
	}
	const [found] = await db.select().from(account).where(eq(account.signInName, signInName));
	const usable = found && found.disabledAt === null ? found : null;
	let right: boolean;
	try {
		const password = typed.password.slice(0, PASSWORD_MAX + 1);
		right = await verifyPassword(usable?.passwordHash ?? null, password);
	} catch (problem) {
		if (problem instanceof HashingBusy) return { ok: false, code: 'busy' };
		throw problem;
	}
	if (!usable || !right) {
		const detail = { by: 'password', account: found?.id ?? null };
		await writeAudit(db, NOBODY, 'sign-in-refused', detail, now);
		return { ok: false, code: 'wrong' };
	}
	await limits.wasRight(signInName, visitor.address);
	return openSession(db, usable, visitor, { by: 'password', opens: null }, now);
}

/**
 * Opens the session of somebody who has proved to be the account, with its audit row; a session that
 * the browser already had ends, so that no token outlives a sign-in.
 */
export async function openSession(
	db: Database,
	who: Pick<typeof account.$inferSelect, 'id' | 'name' | 'role' | 'fieldEventId'>,
	visitor: Visitor,
	how: { by: 'password' | 'code' | 'set-up'; opens: string | null },
	now: Date
): Promise<SignInResult & { ok: true }> {
	const { id: accountId, name, role, fieldEventId } = who;
	const beside = role === 'leader' && { alsoIn: await venuesBeside(db, who) };
	const actor: AccountActor = { kind: 'account', accountId, name, role, fieldEventId, ...beside };
	const made = await db.transaction(async (tx) => {
		if (visitor.session) await endSession(tx, visitor.session.accountId, visitor.session.id);
		const made = await createSession(tx, { accountId, role, device: visitor.device }, now);
		await writeAudit(tx, actor, 'signed-in', { by: how.by, session: made.session.id }, now);
		return made;
	});
	return { ok: true, made, actor, opens: how.opens };
}
