import { and, count, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import {
	nameRefusal,
	roleRefusal,
	withoutHash,
	type Account,
	type AccountRefusals
} from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { hashPassword, passwordRefusal } from '#lib/server/account/password.ts';
import { endAllSessions } from '#lib/server/account/session.ts';
import { isSignInName, signInNameOf } from '#lib/server/account/sign-in-name.ts';
import { account, type Role } from '#lib/server/db/account.schema.ts';

/** What to change; what is left out stays. `password: null` takes the password away. */
export interface AccountChange {
	name?: string;
	signInName?: string;
	unit?: string | null;
	role?: Role;
	fieldEventId?: number | null;
	password?: string | null;
}

export type ChangeAccountResult =
	| { ok: true; account: Account }
	| { ok: false; refused: AccountRefusals }
	| { ok: false; code: 'unknown-account' | 'last-organiser' };

/**
 * Changes an account. A new role, field event or password ends its sessions, because a token must not
 * outlive what it was given for; the session `keepSessionId` (one's own) may stay.
 */
export async function changeAccount(
	db: Database,
	accountId: string,
	change: AccountChange,
	by: Actor,
	options: { keepSessionId?: string; now?: Date } = {}
): Promise<ChangeAccountResult> {
	const now = options.now ?? new Date();
	const passwordHash = await newHash(change.password);
	return db.transaction(async (tx) => {
		await lockOrganisers(tx);
		const [old] = await tx.select().from(account).where(eq(account.id, accountId)).for('update');
		if (!old) return { ok: false as const, code: 'unknown-account' as const };
		const row = {
			name: change.name?.normalize('NFC').replace(/\s+/g, ' ').trim() ?? old.name,
			signInName:
				change.signInName === undefined ? old.signInName : signInNameOf(change.signInName),
			unit: change.unit === undefined ? old.unit : change.unit?.trim() || null,
			role: change.role ?? old.role,
			fieldEventId: change.fieldEventId === undefined ? old.fieldEventId : change.fieldEventId,
			passwordHash: passwordHash === undefined ? old.passwordHash : passwordHash
		};
		const refused = refusalsOf(row, change.password);
		if (row.signInName !== old.signInName && (await isTaken(tx, row.signInName, accountId)))
			refused.signInName = 'sign-in-name-taken';
		if (Object.keys(refused).length > 0) return { ok: false as const, refused };
		if (row.role !== 'organiser' && (await isLastOrganiser(tx, old)))
			return { ok: false as const, code: 'last-organiser' as const };

		const [changed] = await tx
			.update(account)
			.set(row)
			.where(eq(account.id, accountId))
			.returning();
		const powers =
			row.role !== old.role ||
			row.fieldEventId !== old.fieldEventId ||
			row.passwordHash !== old.passwordHash;
		const ended = powers ? await endAllSessions(tx, accountId, options.keepSessionId) : 0;
		const what = {
			account: accountId,
			role: row.role,
			fieldEvent: row.fieldEventId,
			password: row.passwordHash !== old.passwordHash,
			sessionsEnded: ended
		};
		await writeAudit(tx, by, 'account-changed', what, now);
		return { ok: true as const, account: withoutHash(changed ?? { ...old, ...row }) };
	});
}

/** One change of accounts at a time: row locks taken one by one in two orders would wait for each other. */
export async function lockOrganisers(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(718203418)`);
}

/**
 * Whether nobody else could organise any more. Rows of organisers are locked in the order of their
 * ids, so that two organisers who remove each other at once cannot both succeed.
 */
export async function isLastOrganiser(
	tx: Database,
	who: Pick<typeof account.$inferSelect, 'id' | 'role' | 'disabledAt'>
): Promise<boolean> {
	if (who.role !== 'organiser' || who.disabledAt !== null) return false;
	const organisers = await tx
		.select({ id: account.id })
		.from(account)
		.where(and(eq(account.role, 'organiser'), isNull(account.disabledAt)))
		.orderBy(account.id)
		.for('update');
	return !organisers.some(({ id }) => id !== who.id);
}

function refusalsOf(
	row: Omit<typeof account.$inferSelect, 'id' | 'createdAt' | 'disabledAt'>,
	password: string | null | undefined
): AccountRefusals {
	const refused: AccountRefusals = {};
	const aboutName = nameRefusal(row.name);
	if (aboutName) refused.name = aboutName;
	if (!isSignInName(row.signInName)) refused.signInName = 'sign-in-name-invalid';
	if (row.unit && row.unit.length > 100) refused.unit = 'unit-long';
	const aboutRole = roleRefusal(row.role, row.fieldEventId);
	if (aboutRole) refused.role = aboutRole;
	if (password) {
		const aboutPassword = passwordRefusal(password, row.signInName);
		if (aboutPassword) refused.password = aboutPassword;
	} else if (row.role === 'organiser' && !row.passwordHash) {
		refused.password = 'password-missing';
	}
	return refused;
}

async function newHash(password: string | null | undefined): Promise<string | null | undefined> {
	if (password === undefined) return undefined;
	// Hashing what will be refused anyway would let a long text cost time.
	if (password === null || passwordRefusal(password, '') !== null) return null;
	return hashPassword(password);
}

async function isTaken(tx: Database, signInName: string, exceptId: string): Promise<boolean> {
	const [row] = await tx
		.select({ n: count() })
		.from(account)
		.where(and(eq(account.signInName, signInName), ne(account.id, exceptId)));
	return (row?.n ?? 0) > 0;
}
