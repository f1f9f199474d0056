import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import { endAllSessions, endSession } from '#lib/server/account/session.ts';

/** Ends a session of the person who asks. Gives false when it had already ended. */
export async function signOut(
	db: Database,
	session: { id: string; accountId: string },
	by: Actor,
	now = new Date()
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const ended = await endSession(tx, session.accountId, session.id);
		if (ended) await writeAudit(tx, by, 'signed-out', { session: session.id }, now);
		return ended;
	});
}

/** Ends every other session of the person who asks. Gives how many. */
export async function signOutElsewhere(
	db: Database,
	session: { id: string; accountId: string },
	by: Actor,
	now = new Date()
): Promise<number> {
	return db.transaction(async (tx) => {
		const sessions = await endAllSessions(tx, session.accountId, session.id);
		const detail = { account: session.accountId, sessions };
		if (sessions > 0) await writeAudit(tx, by, 'sessions-ended', detail, now);
		return sessions;
	});
}
