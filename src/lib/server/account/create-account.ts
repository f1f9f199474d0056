import { like } from 'drizzle-orm';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import {
	hashPassword,
	passwordRefusal,
	type PasswordRefusal
} from '#lib/server/account/password.ts';
import { freeSignInName, isSignInName, signInNameOf } from '#lib/server/account/sign-in-name.ts';
import { account, type Role } from '#lib/server/db/account.schema.ts';

export interface NewAccount {
	/** The display name; required, at most 100 characters. */
	name: string;
	/** As typed; left out, one is made from the name. */
	signInName?: string;
	role: Role;
	/** Required for every role but organiser, which has none. */
	fieldEventId: number | null;
	unit?: string | null;
	/** Left out: the person signs in by code. Organisers must have one. */
	password?: string | null;
}

export type NameRefusal = 'name-missing' | 'name-long';
export type SignInNameRefusal = 'sign-in-name-invalid' | 'sign-in-name-taken';

/** What is wrong, field by field. */
export interface AccountRefusals {
	name?: NameRefusal;
	signInName?: SignInNameRefusal;
	password?: PasswordRefusal;
	unit?: 'unit-long';
	role?: 'role-needs-field-event' | 'role-of-whole-installation';
}

/** An account as screens may see it; the password's hash never leaves this room. */
export type Account = Omit<typeof account.$inferSelect, 'passwordHash'>;

export type CreateAccountResult =
	{ ok: true; account: Account } | { ok: false; refused: AccountRefusals };

const NAME_MAX = 100;

/** Makes an account. The sign-in name is unique over the installation, in any spelling. */
export async function createAccount(
	db: Database,
	wanted: NewAccount,
	by: Actor,
	now = new Date()
): Promise<CreateAccountResult> {
	const name = wanted.name.normalize('NFC').replace(/\s+/g, ' ').trim();
	const unit = wanted.unit?.normalize('NFC').trim() || null;
	const signInName =
		wanted.signInName === undefined
			? await madeSignInName(db, name)
			: signInNameOf(wanted.signInName);
	const password = wanted.password || null;

	const refused: AccountRefusals = {};
	const aboutName = nameRefusal(name);
	if (aboutName) refused.name = aboutName;
	if (!isSignInName(signInName)) refused.signInName = 'sign-in-name-invalid';
	if (unit && unit.length > NAME_MAX) refused.unit = 'unit-long';
	const aboutRole = roleRefusal(wanted.role, wanted.fieldEventId);
	if (aboutRole) refused.role = aboutRole;
	const aboutPassword =
		password === null
			? wanted.role === 'organiser'
				? 'password-missing'
				: null
			: passwordRefusal(password, signInName);
	if (aboutPassword) refused.password = aboutPassword;
	if (Object.keys(refused).length > 0) return { ok: false, refused };

	const passwordHash = password === null ? null : await hashPassword(password);
	return db.transaction(async (tx) => {
		const [row] = await tx
			.insert(account)
			.values({
				name,
				signInName,
				passwordHash,
				role: wanted.role,
				fieldEventId: wanted.fieldEventId,
				unit,
				createdAt: now
			})
			.onConflictDoNothing({ target: account.signInName })
			.returning();
		if (!row) return { ok: false as const, refused: { signInName: 'sign-in-name-taken' as const } };
		const detail = { account: row.id, role: row.role, fieldEvent: row.fieldEventId };
		await writeAudit(tx, by, 'account-created', detail, now);
		return { ok: true as const, account: withoutHash(row) };
	});
}

/** What speaks against a display name already trimmed, or null. */
export function nameRefusal(name: string): NameRefusal | null {
	if (name === '') return 'name-missing';
	return name.length > NAME_MAX ? 'name-long' : null;
}

/** Organisers are for the whole installation, everybody else for one field event. */
export function roleRefusal(role: Role, fieldEventId: number | null): AccountRefusals['role'] {
	if (role === 'organiser') return fieldEventId === null ? undefined : 'role-of-whole-installation';
	return fieldEventId === null ? 'role-needs-field-event' : undefined;
}

export function withoutHash(row: typeof account.$inferSelect): Account {
	const { passwordHash: _, ...shown } = row;
	return shown;
}

async function madeSignInName(db: Database, name: string): Promise<string> {
	const base = freeSignInName(name, () => false);
	// Read just before the insert; a name taken in between is refused by the unique key, not doubled.
	const taken = await db
		.select({ name: account.signInName })
		.from(account)
		.where(like(account.signInName, `${base}%`));
	const names = new Set(taken.map((row) => row.name));
	return freeSignInName(name, (candidate) => names.has(candidate));
}
