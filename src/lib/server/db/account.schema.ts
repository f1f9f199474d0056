import { sql } from 'drizzle-orm';
import {
	bigint,
	bigserial,
	boolean,
	check,
	customType,
	index,
	jsonb,
	pgTable,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';

/** Who a person (or a board on a wall) is in the hall. A citizen has no account: the ticket's link is enough. */
export const ROLES = ['organiser', 'supervisor', 'officer', 'gate', 'leader', 'board'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What the audit knows. A closed list in the code, deliberately without a CHECK in the table: other
 * rooms add kinds, and a migration for each word would only make people avoid writing audit rows.
 */
export const AUDIT_KINDS = [
	'first-organiser',
	'account-created',
	'account-changed',
	'account-disabled',
	'account-enabled',
	'code-issued',
	'code-withdrawn',
	'signed-in',
	'sign-in-refused',
	'sign-in-blocked',
	'signed-out',
	'sessions-ended',
	'leader-link-made',
	'leader-link-revoked',
	'feed-key-made',
	'feed-key-revoked',
	'station-code-made',
	'station-revoked'
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** A small fact of the audit. Ids, counts and codes only: never a name, a sign-in name or an address. */
export type AuditDetail = Record<string, string | number | boolean | null>;

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
	dataType: () => 'bytea'
});
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * Accounts belong to the installation, not to the hall: `field_event_id` says where one may work, and
 * is no foreign key, because the hall's tables may be distributed by field event and this one is not.
 */
export const account = pgTable(
	'account',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		/** The display name, as the staff list has it. */
		name: text('name').notNull(),
		/** Lower case, without accents: see `signInNameOf`. */
		signInName: text('sign_in_name').notNull().unique(),
		/** argon2id in PHC form; null: signs in by code only. */
		passwordHash: text('password_hash'),
		role: text('role', { enum: ROLES }).notNull(),
		/** Null for organisers, whose duty is the whole installation. */
		fieldEventId: bigint('field_event_id', { mode: 'number' }),
		unit: text('unit'),
		disabledAt: instant('disabled_at'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		check(
			'account_role',
			sql`${t.role} in ('organiser','supervisor','officer','gate','leader','board')`
		),
		check('account_field_event', sql`(${t.role} = 'organiser') = (${t.fieldEventId} is null)`),
		check('account_sign_in_name', sql`${t.signInName} = lower(${t.signInName})`),
		index('account_by_field_event').on(t.fieldEventId)
	]
);

/** A login. What the browser holds is `id.secret`; only the secret's SHA-256 is here. */
export const session = pgTable(
	'session',
	{
		id: text('id').primaryKey(),
		accountId: uuid('account_id')
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' }),
		secretHash: bytea('secret_hash').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Written at most once an hour. */
		lastUsedAt: instant('last_used_at').notNull(),
		/** Slides with use, never past `absolute_expires_at`. */
		expiresAt: instant('expires_at').notNull(),
		absoluteExpiresAt: instant('absolute_expires_at').notNull(),
		/** Browser and system in words ("Chrome · Android"), so that a person recognises the device. */
		device: text('device')
	},
	(t) => [index('session_by_account').on(t.accountId), index('session_by_expiry').on(t.expiresAt)]
);

/** A sign-in code, printed or shown as QR: see `issue-sign-in-code.ts` for the two kinds. */
export const signInCode = pgTable(
	'sign_in_code',
	{
		id: text('id').primaryKey(),
		secretHash: bytea('secret_hash').notNull(),
		accountId: uuid('account_id')
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' }),
		/** False: the first use is the last. */
		reusable: boolean('reusable').notNull(),
		/** Where the person lands, a path of this site ("/booth/3/12"); null: the home of the role. */
		opens: text('opens'),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		/** The latest use. */
		usedAt: instant('used_at'),
		withdrawnAt: instant('withdrawn_at')
	},
	(t) => [index('sign_in_code_by_account').on(t.accountId)]
);

/** The set-up links printed while there is no organiser; emptied when the first one exists. */
export const firstRun = pgTable('first_run', {
	secretHash: bytea('secret_hash').primaryKey(),
	createdAt: instant('created_at').notNull()
});

/** Who did what to accounts and sessions. Rows are only ever added. */
export const audit = pgTable(
	'audit',
	{
		id: bigserial('id', { mode: 'number' }).primaryKey(),
		at: instant('at').notNull(),
		/** Null: nobody signed in did it. No foreign key, so that no deletion ever touches the audit. */
		actorAccountId: uuid('actor_account_id'),
		kind: text('kind', { enum: AUDIT_KINDS }).notNull(),
		detail: jsonb('detail').$type<AuditDetail>().notNull()
	},
	(t) => [index('audit_by_time').on(t.at)]
);
