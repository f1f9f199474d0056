import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { allowUpgrade, sameOrigin } from '#lib/server/account/same-origin.ts';

const hall = new URL('http://192.168.1.10:3000/booth/3');
const sent = (headers: Record<string, string>, method = 'POST') =>
	sameOrigin(new Request(hall, { method, headers }), hall);

describe('a request that changes something', () => {
	it('is taken from a page of this site, with any content type', () => {
		const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''];
		for (const type of types) {
			const own = { origin: hall.origin, ...(type && { 'content-type': type }) };
			expect(sent(own), type).toBe(true);
			expect(sent({ ...own, 'sec-fetch-site': 'same-origin' }), type).toBe(true);
			expect(sent({ ...own, origin: 'http://evil.example' }), type).toBe(false);
		}
	});

	it('is refused from elsewhere, from a sandbox and from who does not say', () => {
		expect(sent({})).toBe(false);
		expect(sent({ origin: 'null' })).toBe(false);
		expect(sent({ origin: 'http://192.168.1.10:3001' })).toBe(false);
		expect(sent({ origin: 'https://192.168.1.10:3000' })).toBe(false);
		expect(sent({ origin: hall.origin, 'sec-fetch-site': 'cross-site' })).toBe(false);
		expect(sent({ origin: hall.origin, 'sec-fetch-site': 'same-site' })).toBe(false);
		expect(sent({ 'sec-fetch-site': 'none' })).toBe(false);
	});

	it('is refused by every method that is not reading', () => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
			expect(sent({ origin: 'http://evil.example' }, method), method).toBe(false);
		expect(sent({ origin: 'http://evil.example' }, 'GET')).toBe(true);
	});

	it('is taken where the browser vouches for the page although it hides its origin', () => {
		expect(sent({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(true);
		expect(sent({ 'sec-fetch-site': 'same-origin' })).toBe(true);
	});
});

it('a socket opens only for a page of the host it is sent to', () => {
	const upgrade = (headers: Record<string, string>) => allowUpgrade({ headers } as IncomingMessage);
	expect(upgrade({ origin: 'http://hall.local:3000', host: 'hall.local:3000' })).toBe(true);
	expect(upgrade({ origin: 'https://hall.local', host: 'Hall.local' })).toBe(true);
	expect(upgrade({ origin: 'http://evil.example', host: 'hall.local:3000' })).toBe(false);
	expect(upgrade({ origin: 'null', host: 'hall.local:3000' })).toBe(false);
	expect(upgrade({ host: 'hall.local:3000' })).toBe(false);
});
