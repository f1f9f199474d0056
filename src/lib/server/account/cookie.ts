import type { Cookies } from '@sveltejs/kit';
import { parseCookie } from 'cookie';
import type { NewSession } from '#lib/server/account/session.ts';

/**
 * The name of the session's cookie for an address. On https the prefix `__Host-` binds it to exactly
 * this host. The port is part of the name because browsers share cookies between ports: a demo beside
 * the real hall on one laptop would otherwise sign its people out.
 */
export function sessionCookieName(url: URL): string {
	const port = url.port === '' ? '' : `-${url.port}`;
	return url.protocol === 'https:' ? `__Host-ngayhoi${port}` : `ngayhoi${port}`;
}

/** Hands the token to the browser, until the session's absolute end; the server minds the idle end. */
export function setSessionCookie(cookies: Cookies, url: URL, made: NewSession): void {
	cookies.set(sessionCookieName(url), made.token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		// Stated because SvelteKit would mark it Secure on http://192.168.x.x, where it then never returns.
		secure: url.protocol === 'https:',
		expires: made.session.absoluteExpiresAt
	});
}

export function clearSessionCookie(cookies: Cookies, url: URL): void {
	cookies.delete(sessionCookieName(url), { path: '/', secure: url.protocol === 'https:' });
}

/** The token in a raw Cookie header (a socket's handshake), or null. */
export function tokenInHeader(header: string | undefined, url: URL): string | null {
	return parseCookie(header ?? '')[sessionCookieName(url)] ?? null;
}
