import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import { safeNext } from '#lib/server/account/authorise.ts';
import {
	hashSignInCode,
	inGroupsOfFour,
	newSignInCodeText
} from '#lib/server/account/code-text.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account, signInCode } from '#lib/server/db/account.schema.ts';

const DAY_MS = 86_400_000;
/** A printed list serves one field event, with its set-up. */
const LONGEST_LIFE_MS = 31 * DAY_MS;
/** An organiser's code opens everything: once, and soon. */
const LONGEST_LIFE_OF_ORGANISER_MS = 15 * 60_000;

export interface CodeWish {
	/** How long it is valid, in milliseconds. */
	lifeMs: number;
	/** True for the printed officers' list; otherwise the first use is the last. */
	reusable?: boolean;
	/** Where the person lands, a path of this site such as `/booth/3/12`. */
	opens?: string;
}

export interface IssuedCode {
	id: string;
	accountId: string;
	/** 24 digits; they exist nowhere else. */
	code: string;
	/** The same in groups of four, for print beside the QR. */
	shown: string;
	/** The path of the QR's link: `/in/<24 digits>`. */
	path: string;
	expiresAt: Date;
}

export type IssueCodeResult =
	| { ok: true; code: IssuedCode }
	| { ok: false; code: 'unknown-account' | 'disabled-account' | 'life-out-of-range' };

/**
 * Makes a code by which the person of an account signs in without a password.
 *
 * Two kinds. The *one-time* code is for the officer who is not on the list: shown on the organiser's
 * screen, valid for minutes, dead after its first use. The *reusable* code is printed on the officers'
 * list and valid until its stated end: an officer whose phone died, or who moves to another machine,
 * scans the paper again, with nobody to ask. It is the paper that is trusted, like a key on a board.
 * What keeps that safe: each use ends the account's other sessions, so a copied code throws its owner
 * out, who notices and says so; each use is audited; an organiser withdraws it by one tap; printing the
 * list again makes new codes and ends the earlier ones, so a lost list is answered by a new one; and
 * an officer's session can do nothing outside its own field event. Codes of organisers are one-time.
 */
export async function issueSignInCode(
	db: Database,
	accountId: string,
	wish: CodeWish,
	by: Actor,
	now = new Date()
): Promise<IssueCodeResult> {
	return db.transaction(async (tx) => {
		const [who] = await tx.select().from(account).where(eq(account.id, accountId)).for('update');
		if (!who) return { ok: false as const, code: 'unknown-account' as const };
		if (who.disabledAt) return { ok: false as const, code: 'disabled-account' as const };
		const organiser = who.role === 'organiser';
		const reusable = wish.reusable === true && !organiser;
		const longest = organiser ? LONGEST_LIFE_OF_ORGANISER_MS : LONGEST_LIFE_MS;
		if (!(wish.lifeMs > 0 && wish.lifeMs <= longest))
			return { ok: false as const, code: 'life-out-of-range' as const };

		await tx.delete(signInCode).where(lt(signInCode.expiresAt, new Date(now.getTime() - DAY_MS)));
		if (reusable) {
			await tx
				.update(signInCode)
				.set({ withdrawnAt: now })
				.where(
					and(
						eq(signInCode.accountId, accountId),
						eq(signInCode.reusable, true),
						isNull(signInCode.withdrawnAt)
					)
				);
		}
		const expiresAt = new Date(now.getTime() + wish.lifeMs);
		const opens = wish.opens === undefined ? null : safeNext(wish.opens, '') || null;
		const text = await insertCode(tx, { accountId, reusable, opens, createdAt: now, expiresAt });
		await writeAudit(
			tx,
			by,
			'code-issued',
			{ account: accountId, codeId: text.id, reusable, lifeMs: wish.lifeMs },
			now
		);
		const code = text.id + text.secret;
		const shown = inGroupsOfFour(code);
		return {
			ok: true as const,
			code: { id: text.id, accountId, code, shown, path: `/in/${code}`, expiresAt }
		};
	});
}

/** Ends every code of an account that is still valid. Gives how many. */
export async function withdrawSignInCodes(
	db: Database,
	accountId: string,
	by: Actor,
	now = new Date()
): Promise<number> {
	return db.transaction(async (tx) => {
		const withdrawn = await tx
			.update(signInCode)
			.set({ withdrawnAt: now })
			.where(and(eq(signInCode.accountId, accountId), isNull(signInCode.withdrawnAt)))
			.returning({ id: signInCode.id });
		const codes = withdrawn.length;
		if (codes > 0) await writeAudit(tx, by, 'code-withdrawn', { account: accountId, codes }, now);
		return codes;
	});
}

// A million ids serve thousands of codes; a taken one is simply drawn again.
async function insertCode(
	tx: Database,
	row: Omit<typeof signInCode.$inferInsert, 'id' | 'secretHash'>
) {
	for (;;) {
		const text = newSignInCodeText();
		const made = await tx
			.insert(signInCode)
			.values({ ...row, id: text.id, secretHash: hashSignInCode(text) })
			.onConflictDoNothing({ target: signInCode.id })
			.returning({ id: signInCode.id });
		if (made.length > 0) return text;
	}
}
