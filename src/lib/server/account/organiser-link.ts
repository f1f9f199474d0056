import { and, asc, eq, isNull } from 'drizzle-orm';
import { NOBODY } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { issueSignInCode, type IssuedCode } from '#lib/server/account/issue-sign-in-code.ts';
import { signInNameOf } from '#lib/server/account/sign-in-name.ts';
import { account } from '#lib/server/db/account.schema.ts';

/** As long as an organiser's code may live. */
const LIFE_MS = 15 * 60_000;

export type OrganiserLinkResult =
	| { ok: true; name: string; signInName: string; code: IssuedCode }
	/** There is no organiser yet: the set-up link of the program's start is the way in. */
	| { ok: false; code: 'no-organiser' }
	/** Nobody was named where there are several, or no organiser bears that name: the names there are. */
	| { ok: false; code: 'which'; signInNames: string[] };

/**
 * A one-time code for an organiser who lost the password, issued by whoever sits at the machine and may read its
 * database anyway. It leads to the page of a new password. Earlier codes stay; its use ends the account's sessions.
 * @param signInName as typed, in any spelling; null for the only organiser
 */
export async function organiserLink(
	db: Database,
	signInName: string | null,
	now = new Date()
): Promise<OrganiserLinkResult> {
	const organisers = await db
		.select({ id: account.id, name: account.name, signInName: account.signInName })
		.from(account)
		.where(and(eq(account.role, 'organiser'), isNull(account.disabledAt)))
		.orderBy(asc(account.signInName));
	if (organisers.length === 0) return { ok: false, code: 'no-organiser' };
	const wanted = signInName === null ? null : signInNameOf(signInName);
	const [who, ...others] = organisers.filter(
		(organiser) => wanted === null || organiser.signInName === wanted
	);
	if (who && others.length === 0) {
		const issued = await issueSignInCode(
			db,
			who.id,
			{ lifeMs: LIFE_MS, opens: '/password' },
			NOBODY,
			now
		);
		if (issued.ok)
			return { ok: true, name: who.name, signInName: who.signInName, code: issued.code };
	}
	return { ok: false, code: 'which', signInNames: organisers.map((one) => one.signInName) };
}
