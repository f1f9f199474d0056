import { isHttpError, isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { NOBODY, type Actor } from '#lib/server/account/actor.ts';
import { authoriseRoute, fieldEventOf, safeNext } from '#lib/server/account/authorise.ts';

const officer: Actor = {
	kind: 'account',
	accountId: '00000000-0000-4000-8000-000000000001',
	name: 'Trần Thị Bình',
	role: 'officer',
	fieldEventId: 3
};

function ask(
	routeId: string | null,
	path: string,
	actor: Actor,
	options: { method?: string; accept?: string; lapsed?: boolean; fieldEvent?: string } = {}
) {
	const url = new URL(path, 'http://192.168.1.10:3000');
	const { method = 'GET', accept = 'text/html', lapsed = false, fieldEvent } = options;
	const request = new Request(url, { method, headers: { accept } });
	const params = fieldEvent === undefined ? {} : { fieldEvent };
	const locals = { actor, sessionLapsed: lapsed };
	try {
		return authoriseRoute({ url, request, params, locals, route: { id: routeId } });
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location;
		if (isHttpError(thrown)) return `${thrown.status} ${thrown.body.message}`;
		throw thrown;
	}
}

describe('a request at the door', () => {
	it('lets the officer of a field event to its booths', () => {
		expect(ask('/booth/[fieldEvent]', '/booth/3', officer, { fieldEvent: '3' })).toBe(officer);
	});

	it('leads somebody signed out to the sign-in page and afterwards back', () => {
		expect(ask('/booth/[fieldEvent]', '/booth/3?seat=2', NOBODY, { fieldEvent: '3' })).toBe(
			'/sign-in?next=%2Fbooth%2F3%3Fseat%3D2'
		);
	});

	it('says that the session has ended, when it has', () => {
		expect(ask('/booth/[fieldEvent]', '/booth/3', NOBODY, { fieldEvent: '3', lapsed: true })).toBe(
			'/sign-in?next=%2Fbooth%2F3&why=lapsed'
		);
	});

	it('says to an officer in another field event that this page is not theirs', () => {
		expect(ask('/booth/[fieldEvent]', '/booth/4', officer, { fieldEvent: '4' })).toBe(
			'/sign-in?next=%2Fbooth%2F4&why=not-allowed'
		);
	});

	it('leads back to the page of a form, not to its action', () => {
		const sent = { method: 'POST', fieldEvent: '3' };
		expect(ask('/booth/[fieldEvent]', '/booth/3?/finish&seat=2', NOBODY, sent)).toBe(
			'/sign-in?next=%2Fbooth%2F3%3Fseat%3D2'
		);
	});

	it('answers a program by a status and a code, so that the page keeps what was typed', () => {
		const command = { method: 'POST', accept: 'application/json', fieldEvent: '3' };
		const route = '/api/floor/[fieldEvent]';
		expect(ask(route, '/api/floor/3', NOBODY, command)).toBe('401 signed-out');
		expect(ask(route, '/api/floor/3', NOBODY, { ...command, accept: 'text/html' })).toBe(
			'401 signed-out'
		);
		expect(ask(route, '/api/floor/4', officer, { ...command, fieldEvent: '4' })).toBe(
			'403 not-allowed'
		);
	});

	it('answers 404 to what nobody declared and to the demo’s doors outside a demo', () => {
		expect(ask('/attic', '/attic', officer)).toBe('404 unknown-route');
		expect(ask('/api/demo/speed', '/api/demo/speed', officer)).toBe('404 unknown-route');
	});

	it('leaves an address without any route to the error page', () => {
		expect(ask(null, '/no/such/page', NOBODY)).toBe(NOBODY);
	});
});

it('a field event is a positive integer and nothing else', () => {
	expect(fieldEventOf({ fieldEvent: '12' })).toBe(12);
	for (const wrong of ['', '0', '-1', '1e3', '0x1', '1.5', ' 1', '9007199254740993'])
		expect(fieldEventOf({ fieldEvent: wrong }), wrong).toBe(null);
	expect(fieldEventOf({})).toBe(null);
});

it('the way back never leads to another site nor round in a circle', () => {
	expect(safeNext('/booth/3?seat=2', '/')).toBe('/booth/3?seat=2');
	for (const wrong of [
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'https://evil.example/',
		'javascript:alert(1)',
		'/sign-in?next=/',
		'/sign-out',
		'/in/123',
		'/api/floor/3',
		'',
		null
	])
		expect(safeNext(wrong, '/home'), String(wrong)).toBe('/home');
});
