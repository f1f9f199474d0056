import type { IncomingMessage } from 'node:http';
import type { Cookies } from '@sveltejs/kit';
import { NOBODY, type Actor } from '#lib/server/account/actor.ts';
import { sessionCookieName, tokenInHeader } from '#lib/server/account/cookie.ts';
import type { Database } from '#lib/server/account/database.ts';
import { validateSession, type LiveSession } from '#lib/server/account/session.ts';

/** Who a request comes from; spread into `event.locals` by the hook. */
export interface Identity {
	actor: Actor;
	session: LiveSession | null;
	/** The browser brought a session that has ended: the sign-in page then says so. */
	sessionLapsed: boolean;
}

/** Reads the session's cookie of a request. */
export async function identify(db: Database, cookies: Cookies, url: URL): Promise<Identity> {
	return identityOf(db, cookies.get(sessionCookieName(url)) ?? null);
}

/**
 * The same for a socket's handshake.
 * @param secure whether the connection came by https (at a proxy: what the trusted proxy says)
 */
export async function identifyHandshake(
	db: Database,
	request: IncomingMessage,
	secure: boolean
): Promise<Identity> {
	const { host, cookie } = request.headers;
	const address = `${secure ? 'https' : 'http'}://${host ?? ''}`;
	if (!URL.canParse(address)) return { actor: NOBODY, session: null, sessionLapsed: false };
	return identityOf(db, tokenInHeader(cookie, new URL(address)));
}

async function identityOf(db: Database, token: string | null): Promise<Identity> {
	if (token === null) return { actor: NOBODY, session: null, sessionLapsed: false };
	const found = await validateSession(db, token);
	if (!found) return { actor: NOBODY, session: null, sessionLapsed: true };
	return { ...found, sessionLapsed: false };
}
