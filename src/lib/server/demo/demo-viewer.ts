import { randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, or } from 'drizzle-orm';
import type { RequestEvent } from '@sveltejs/kit';
import { NOBODY } from '#lib/server/account/actor.ts';
import { setSessionCookie } from '#lib/server/account/cookie.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import { openSession } from '#lib/server/account/sign-in.ts';
import { visitorOf } from '#lib/server/account/visitor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account, type Role } from '#lib/server/db/account.schema.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';

/** The roles in which somebody may look at a demo by one click. */
export const VIEWER_ROLES = ['organiser', 'supervisor', 'leader', 'officer', 'gate'] as const;
export type ViewerRole = (typeof VIEWER_ROLES)[number];

const viewerName = (role: ViewerRole, fieldEventId: number) =>
	role === 'organiser' ? 'xem.organiser' : `xem.${role}.${fieldEventId}`;

/** Makes the accounts of whoever looks at the demo; the organiser's serves every later demo day too. */
export async function makeViewers(db: Database, fieldEventId: number): Promise<void> {
	for (const role of VIEWER_ROLES) {
		const organiser = role === 'organiser';
		const made = await createAccount(
			db,
			{
				name: 'Khách xem mô phỏng',
				signInName: viewerName(role, fieldEventId),
				role: role satisfies Role,
				fieldEventId: organiser ? null : fieldEventId,
				// Nobody knows it: a demo is entered by its links.
				password: organiser ? randomBytes(24).toString('base64url') : null
			},
			NOBODY
		);
		if (!made.ok && made.refused.signInName !== 'sign-in-name-taken') {
			throw new Error(`demo: no account for ${role}`);
		}
	}
}

/** The account id of the demo's organiser, in whose name it is set up and opened. */
export async function demoOrganiser(db: Database): Promise<string> {
	const [row] = await db
		.select({ id: account.id })
		.from(account)
		.where(eq(account.signInName, viewerName('organiser', 0)));
	if (!row) throw new Error('demo: the organiser has no account');
	return row.id;
}

/**
 * Signs whoever opens the link in, in one role of the newest demo day. Only for a database marked as demo, where
 * every figure is synthetic: there a link for everybody is what a password would be on the wall.
 * @returns the path to go on to, or null when no demo day was made yet or there is no such role
 */
export async function enterDemo(
	db: Database,
	event: RequestEvent,
	role: string,
	now = new Date()
): Promise<string | null> {
	const wanted = VIEWER_ROLES.find((known) => known === role);
	const [newest] = await db
		.select({ id: fieldEvent.id })
		.from(fieldEvent)
		.orderBy(desc(fieldEvent.createdAt), desc(fieldEvent.id))
		.limit(1);
	if (!wanted || !newest) return null;
	const [who] = await db
		.select()
		.from(account)
		.where(
			and(
				eq(account.signInName, viewerName(wanted, newest.id)),
				or(isNull(account.fieldEventId), eq(account.fieldEventId, newest.id))
			)
		);
	if (!who) return null;
	const { made } = await openSession(db, who, visitorOf(event), { by: 'code', opens: null }, now);
	setSessionCookie(event.cookies, event.url, made);
	return homes[wanted](newest.id);
}

const homes: Record<ViewerRole, (fieldEventId: number) => string> = {
	organiser: (id) => `/events/${id}`,
	supervisor: (id) => `/events/${id}`,
	leader: (id) => `/leader/${id}`,
	officer: (id) => `/booth/${id}`,
	gate: (id) => `/gate/${id}`
};
