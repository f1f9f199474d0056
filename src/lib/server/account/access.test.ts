import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	admits,
	allowed,
	mayView,
	plainRouteId,
	ROUTE_ACCESS,
	routeAccess,
	VIEW_ACCESS
} from '#lib/server/account/access.ts';
import { NOBODY, type Actor } from '#lib/server/account/actor.ts';
import { ROLES, type Role } from '#lib/server/db/account.schema.ts';

const OWN = 7;
const OTHER = 8;
const staff = (role: Role): Actor => ({
	kind: 'account',
	accountId: '00000000-0000-4000-8000-000000000001',
	name: 'Nguyễn Văn An',
	role,
	fieldEventId: role === 'organiser' ? null : OWN
});
const whoMay = (routeId: string, fieldEventId: number | null, method = 'GET') =>
	ROLES.filter((role) => allowed(routeId, staff(role), { fieldEventId, method }));

/** The ids of the routes that exist: folders of src/routes that answer something. */
function existingRoutes(): string[] {
	const files = readdirSync('src/routes', { recursive: true, withFileTypes: true });
	const folders = files
		.filter((file) => /^\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file.name))
		.map((file) => file.parentPath.replace(/^src\/routes/, ''));
	return [...new Set(folders.map((folder) => folder || '/'))];
}

describe('the route manifest', () => {
	it('declares every route that exists', () => {
		const routes = existingRoutes();
		expect(routes).toContain('/(account)/sign-in');
		expect(routes.filter((id) => routeAccess(id) === null)).toEqual([]);
	});

	it('knows a route whatever group it lies in', () => {
		expect(plainRouteId('/(account)/sign-in')).toBe('/sign-in');
		expect(plainRouteId('/(citizen)')).toBe('/');
		expect(plainRouteId('/')).toBe('/');
	});

	it('admits nobody, not even an organiser, to a route that is not declared', () => {
		expect(allowed('/events/[fieldEvent]/secrets', staff('organiser'), { fieldEventId: OWN })).toBe(
			false
		);
		expect(allowed('/toString', staff('organiser'), { fieldEventId: null })).toBe(false);
		expect(allowed('/__proto__', staff('organiser'), { fieldEventId: null })).toBe(false);
	});

	it('keeps each role to its screens in its own field event', () => {
		expect(whoMay('/booth/[fieldEvent]/[booth]', OWN)).toEqual([
			'organiser',
			'supervisor',
			'officer'
		]);
		expect(whoMay('/gate/[fieldEvent]', OWN)).toEqual(['organiser', 'supervisor', 'gate']);
		expect(whoMay('/leader/[fieldEvent]', OWN)).toEqual(['organiser', 'supervisor', 'leader']);
		expect(whoMay('/events/[fieldEvent]', OWN)).toEqual(['organiser', 'supervisor']);
		expect(whoMay('/events/[fieldEvent]/staff', OWN)).toEqual(['organiser']);
		expect(whoMay('/events', null)).toEqual(['organiser']);
		expect(whoMay('/sessions', null)).toEqual([...ROLES]);
	});

	it('lets nobody but organisers into another field event, and nobody signed out into any', () => {
		const closed = Object.keys(ROUTE_ACCESS).filter(
			(id) => id.includes('[fieldEvent]') && routeAccess(id) !== 'public'
		);
		expect(closed.length).toBeGreaterThan(15);
		for (const id of closed) {
			expect(whoMay(id, OTHER), id).toEqual(['organiser']);
			expect(allowed(id, NOBODY, { fieldEventId: OWN }), id).toBe(false);
		}
	});

	it('does not take an unreadable field event for everybody’s', () => {
		expect(whoMay('/booth/[fieldEvent]', null)).toEqual(['organiser']);
	});

	it('lets everyone hear the voice and only organisers record it', () => {
		const route = '/api/voice/[fieldEvent]/[key]';
		expect(allowed(route, NOBODY, { fieldEventId: OWN, method: 'GET' })).toBe(true);
		expect(whoMay(route, OWN, 'PUT')).toEqual(['organiser']);
		expect(whoMay(route, OWN, 'DELETE')).toEqual(['organiser']);
	});

	it('opens the demo’s doors in a demo only, organiser or not', () => {
		const asked = { fieldEventId: null, method: 'POST' };
		expect(allowed('/api/demo/speed', staff('organiser'), asked)).toBe(false);
		expect(allowed('/api/demo/speed', NOBODY, { ...asked, demo: true })).toBe(true);
	});
});

describe('the views of sockets and snapshots', () => {
	it('shows phones and boards to everyone and the rest to staff of the field event', () => {
		const open = Object.keys(VIEW_ACCESS).filter((view) =>
			mayView(view, NOBODY, { fieldEventId: OWN })
		);
		expect(open).toEqual(['phone', 'board', 'totals']);
		expect(mayView('booth', staff('officer'), { fieldEventId: OWN })).toBe(true);
		expect(mayView('booth', staff('officer'), { fieldEventId: OTHER })).toBe(false);
		expect(mayView('leader', staff('officer'), { fieldEventId: OWN })).toBe(false);
	});

	it('shows a view that nobody declared to nobody', () => {
		expect(mayView('everything', staff('organiser'), { fieldEventId: OWN })).toBe(false);
		expect(mayView('constructor', staff('organiser'), { fieldEventId: OWN })).toBe(false);
	});
});

it('a rule without roles is for organisers', () => {
	const rule = { roles: [], fieldEvent: 'any' } as const;
	expect(admits(rule, staff('supervisor'), { fieldEventId: OWN })).toBe(false);
	expect(admits(rule, staff('organiser'), { fieldEventId: null })).toBe(true);
});
