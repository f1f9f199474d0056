import { and, desc, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { NOBODY } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import {
	createAccount,
	type AccountRefusals,
	type NewAccount
} from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { hashSecret, randomDigits, sameHash } from '#lib/server/account/secret.ts';
import { openSession, type SignInResult, type Visitor } from '#lib/server/account/sign-in.ts';
import { account, firstRun } from '#lib/server/db/account.schema.ts';

const CODE_DIGITS = 24;
/** Each start of the program prints a link of its own, and so does each of several processes. */
const LINKS_KEPT = 5;

/**
 * The secret of a new set-up link while there is no organiser, else null. Its hash is all that is
 * kept, so each start makes a fresh one; the latest five stay valid until the first organiser exists.
 * The link's path is `/set-up/<24 digits>`.
 */
export async function firstRunCode(db: Database, now = new Date()): Promise<string | null> {
	return db.transaction(async (tx) => {
		await lockFirstRun(tx);
		if (await hasOrganiser(tx)) return null;
		const code = randomDigits(CODE_DIGITS);
		await tx.insert(firstRun).values({ secretHash: hashSecret(code), createdAt: now });
		const kept = await tx
			.select({ secretHash: firstRun.secretHash })
			.from(firstRun)
			.orderBy(desc(firstRun.createdAt))
			.limit(LINKS_KEPT);
		await tx.delete(firstRun).where(
			notInArray(
				firstRun.secretHash,
				kept.map((row) => row.secretHash)
			)
		);
		return code;
	});
}

/** Whether a set-up link still opens: it is one of ours and there is no organiser yet. */
export async function isFirstRunCode(db: Database, code: string): Promise<boolean> {
	if (!/^\d+$/.test(code) || code.length !== CODE_DIGITS) return false;
	const hash = hashSecret(code);
	const links = await db.select({ secretHash: firstRun.secretHash }).from(firstRun);
	return links.some((link) => sameHash(link.secretHash, hash)) && !(await hasOrganiser(db));
}

export type FirstRunResult =
	| (SignInResult & { ok: true })
	| { ok: false; refused: AccountRefusals }
	| { ok: false; code: 'dead-link' };

/** Makes the first organiser, signs them in, and ends all set-up links. Two at once: one succeeds. */
export async function completeFirstRun(
	db: Database,
	code: string,
	typed: Pick<NewAccount, 'name' | 'password'> & { signInName: string },
	visitor: Visitor,
	now = new Date()
): Promise<FirstRunResult> {
	return db.transaction(async (tx) => {
		await lockFirstRun(tx);
		if (!(await isFirstRunCode(tx, code)))
			return { ok: false as const, code: 'dead-link' as const };
		const wanted: NewAccount = { ...typed, role: 'organiser', fieldEventId: null };
		const made = await createAccount(tx, wanted, NOBODY, now);
		if (!made.ok) return made;
		await tx.delete(firstRun);
		await writeAudit(tx, NOBODY, 'first-organiser', { account: made.account.id }, now);
		return openSession(tx, made.account, visitor, { by: 'set-up', opens: null }, now);
	});
}

async function hasOrganiser(db: Database): Promise<boolean> {
	const rows = await db
		.select({ id: account.id })
		.from(account)
		.where(and(eq(account.role, 'organiser'), isNull(account.disabledAt)))
		.limit(1);
	return rows.length > 0;
}

// Protects "there is no organiser": two processes that set up at once take turns.
async function lockFirstRun(tx: Database): Promise<void> {
	await tx.execute(sql`lock table ${firstRun} in share row exclusive mode`);
}
