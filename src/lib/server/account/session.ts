/*
 * Sessions in the shape of the Lucia project's present guide, its single file `code/auth_session.ts`
 * (github.com/lucia-auth/lucia, 0BSD): the token is `id.secret`, the database keeps the secret's
 * SHA-256 only, the comparison takes constant time, and the sliding expiry is written at most hourly.
 * Added for staff of a hall: an absolute life, a life by role, the device in words, ending all at once.
 * Why the npm package is not installed: docs/decisions/sessions.md.
 *
 * Everything here runs on real time. A demo may scale the hall's clock; a login never follows it.
 */
import { and, desc, eq, gt, inArray, isNull, lt, ne } from 'drizzle-orm';
import type { AccountActor } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { alsoInColumn } from '#lib/server/account/venues-beside.ts';
import { hashSecret, randomId, randomSecret, sameHash } from '#lib/server/account/secret.ts';
import { account, session, type Role } from '#lib/server/db/account.schema.ts';

const HOUR_MS = 3_600_000;

/** How long a session lives unused (`idleMs`) and at the most (`absoluteMs`). */
export interface SessionLife {
	idleMs: number;
	absoluteMs: number;
}

/**
 * A shift is at most 12 hours. Four idle hours outlast a lunch break and a slow morning, so a sitting
 * never ends in a password; a device forgotten in the evening is shut by the night.
 */
const SHIFT: SessionLife = { idleMs: 4 * HOUR_MS, absoluteMs: 12 * HOUR_MS };
/**
 * Organisers prepare for days and must not be shut out of a hall that is open; 16 idle hours bridge
 * the night between two days of a field event (17:00 to 7:00), a week the longest event with its
 * set-up. A board on a wall has nobody to sign in again.
 */
const WHOLE_EVENT: SessionLife = { idleMs: 16 * HOUR_MS, absoluteMs: 7 * 24 * HOUR_MS };

export function sessionLifeOf(role: Role): SessionLife {
	return role === 'organiser' || role === 'board' ? WHOLE_EVENT : SHIFT;
}

/** A session as the rest of the program may know it: nothing in it opens anything. */
export interface LiveSession {
	id: string;
	accountId: string;
	createdAt: Date;
	lastUsedAt: Date;
	/** Ends then unless used before. */
	expiresAt: Date;
	/** Ends then in any case; a screen may warn of it. */
	absoluteExpiresAt: Date;
	device: string | null;
}

export interface NewSession {
	session: LiveSession;
	/** `id.secret`, for the cookie; it exists nowhere else. */
	token: string;
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

const columns = {
	id: session.id,
	accountId: session.accountId,
	createdAt: session.createdAt,
	lastUsedAt: session.lastUsedAt,
	expiresAt: session.expiresAt,
	absoluteExpiresAt: session.absoluteExpiresAt,
	device: session.device
};

/** Opens a session for an account whose right to it has been proved by the caller. */
export async function createSession(
	db: Database,
	who: { accountId: string; role: Role; device: string | null },
	now = new Date()
): Promise<NewSession> {
	const life = sessionLifeOf(who.role);
	const absoluteExpiresAt = later(now, life.absoluteMs);
	const live: LiveSession = {
		id: randomId(),
		accountId: who.accountId,
		createdAt: now,
		lastUsedAt: now,
		expiresAt: earlier(later(now, life.idleMs), absoluteExpiresAt),
		absoluteExpiresAt,
		device: who.device
	};
	const secret = randomSecret();
	await db.insert(session).values({ ...live, secretHash: hashSecret(secret) });
	return { session: live, token: `${live.id}.${secret}` };
}

/**
 * The session and the person behind a token, or null: unknown, wrong secret, expired, ended, or the
 * account disabled (no difference is told). Extends the idle expiry, writing at most once an hour.
 */
export async function validateSession(
	db: Database,
	token: string,
	now = new Date()
): Promise<{ session: LiveSession; actor: AccountActor } | null> {
	const parts = token.split('.');
	const [id, secret] = parts;
	if (parts.length !== 2 || !id || !secret || token.length > 100) return null;
	const [row] = await db
		.select({
			...columns,
			secretHash: session.secretHash,
			name: account.name,
			role: account.role,
			fieldEventId: account.fieldEventId,
			alsoIn: alsoInColumn
		})
		.from(session)
		.innerJoin(account, eq(account.id, session.accountId))
		.where(and(eq(session.id, id), isNull(account.disabledAt)));
	if (!row) return null;
	const { secretHash, name, role, fieldEventId, alsoIn, ...live } = row;
	if (!sameHash(hashSecret(secret), secretHash)) return null;
	if (now >= live.expiresAt || now >= live.absoluteExpiresAt) return null;
	const actor: AccountActor = {
		kind: 'account',
		accountId: live.accountId,
		name,
		role,
		fieldEventId,
		...(role === 'leader' && { alsoIn })
	};
	if (now.getTime() - live.lastUsedAt.getTime() < HOUR_MS) return { session: live, actor };
	const lastUsedAt = now;
	const idleEnd = later(now, sessionLifeOf(role).idleMs);
	const expiresAt = earlier(idleEnd, live.absoluteExpiresAt);
	await db.update(session).set({ lastUsedAt, expiresAt }).where(eq(session.id, id));
	return { session: { ...live, lastUsedAt, expiresAt }, actor };
}

/**
 * Which of `ids` are still alive: for whoever holds sockets open, to be asked every two seconds so
 * that a disabled account is out of the hall at once, on every node. An open socket counts as use.
 */
export async function liveSessions(
	db: Database,
	ids: readonly string[],
	now = new Date()
): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	const rows = await db
		.select({ ...columns, role: account.role })
		.from(session)
		.innerJoin(account, eq(account.id, session.accountId))
		.where(
			and(inArray(session.id, [...ids]), isNull(account.disabledAt), gt(session.expiresAt, now))
		);
	for (const row of rows) {
		if (now.getTime() - row.lastUsedAt.getTime() < HOUR_MS) continue;
		const idleEnd = later(now, sessionLifeOf(row.role).idleMs);
		await db
			.update(session)
			.set({ lastUsedAt: now, expiresAt: earlier(idleEnd, row.absoluteExpiresAt) })
			.where(eq(session.id, row.id));
	}
	return new Set(rows.map((row) => row.id));
}

/** The live sessions of an account, the most recently used first. */
export async function sessionsOf(
	db: Database,
	accountId: string,
	now = new Date()
): Promise<LiveSession[]> {
	return db
		.select(columns)
		.from(session)
		.where(and(eq(session.accountId, accountId), gt(session.expiresAt, now)))
		.orderBy(desc(session.lastUsedAt));
}

/** Ends one session of an account. Gives false when there was none of that id. */
export async function endSession(db: Database, accountId: string, id: string): Promise<boolean> {
	const ended = await db
		.delete(session)
		.where(and(eq(session.id, id), eq(session.accountId, accountId)))
		.returning({ id: session.id });
	return ended.length > 0;
}

/** Ends every session of an account, except `keepId` where one is to stay. Gives how many ended. */
export async function endAllSessions(
	db: Database,
	accountId: string,
	keepId?: string
): Promise<number> {
	const ended = await db
		.delete(session)
		.where(
			keepId === undefined
				? eq(session.accountId, accountId)
				: and(eq(session.accountId, accountId), ne(session.id, keepId))
		)
		.returning({ id: session.id });
	return ended.length;
}

/** Deletes what has been expired for a day. Call it now and then; nothing depends on it. */
export async function purgeSessions(db: Database, now = new Date()): Promise<void> {
	await db.delete(session).where(lt(session.expiresAt, later(now, -24 * HOUR_MS)));
}
