import { expect, it } from 'vitest';
import { sessionCookieName, tokenInHeader } from '#lib/server/account/cookie.ts';

it('the session’s cookie is bound to the host on https and to the port everywhere', () => {
	expect(sessionCookieName(new URL('https://hall.example/'))).toBe('__Host-ngayhoi');
	expect(sessionCookieName(new URL('https://192.168.1.10:3443/'))).toBe('__Host-ngayhoi-3443');
	expect(sessionCookieName(new URL('http://192.168.1.10:3000/'))).toBe('ngayhoi-3000');
});

it('a socket’s handshake is read like a page’s request', () => {
	const url = new URL('http://localhost:3000/socket.io/');
	expect(tokenInHeader('a=1; ngayhoi-3000=abc.def; ngayhoi-4000=other', url)).toBe('abc.def');
	expect(tokenInHeader('ngayhoi-4000=other', url)).toBe(null);
	expect(tokenInHeader(undefined, url)).toBe(null);
});
