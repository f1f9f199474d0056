import { error, redirect } from '@sveltejs/kit';
import { admits, routeAccess, type Access, type Asked } from '#lib/server/account/access.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import type { Identity } from '#lib/server/account/identify.ts';

/** What a use case asks of whoever is there: the same words as a rule of the route manifest. */
export type Need = Access;

/** The closed codes with which a request is turned away (the text of the HTTP error). */
export type AccessRefusal = 'signed-out' | 'not-allowed' | 'unknown-route';

interface Asking {
	locals: Pick<Identity, 'actor' | 'sessionLapsed'>;
	params: Partial<Record<string, string>>;
	request: Request;
	route: { id: string | null };
	url: URL;
	isDataRequest?: boolean;
}

/** The field event that the address names, or null. Ids are positive integers that a double can hold. */
export function fieldEventOf(params: Partial<Record<string, string>>): number | null {
	const digits = params.fieldEvent ?? '';
	const id = /^[1-9]\d{0,15}$/.test(digits) ? Number(digits) : NaN;
	return Number.isSafeInteger(id) ? id : null;
}

/**
 * Holds a request against the manifest; for the hook, before anything is loaded. Deny by default: a
 * route that is not declared answers 404.
 * @param here `demo`: whether this database is marked as demo
 * @throws as `authorise` does
 */
export function authoriseRoute(event: Asking, here = { demo: false }): Actor {
	// No route at all: SvelteKit's own 404, with the error page of the application around it.
	if (event.route.id === null) return event.locals.actor;
	const access = routeAccess(event.route.id, event.request.method);
	if (access === null) turnAway(404, 'unknown-route');
	return authorise(event, access, here);
}

/**
 * Gives the person of a request when `need` admits them.
 * @throws a redirect to the sign-in page for somebody who opens a page, which leads back afterwards;
 * HTTP 401 `signed-out` or 403 `not-allowed` for what a program sent (a command, an enhanced form), so
 * that the page keeps what was typed and says what happened; 404 for a demo route outside a demo.
 */
export function authorise(event: Asking, need: Need, here = { demo: false }): Actor {
	const { actor } = event.locals;
	const asked: Asked = {
		fieldEventId: fieldEventOf(event.params),
		method: event.request.method,
		demo: here.demo
	};
	if (admits(need, actor, asked)) return actor;
	if (need === 'demo') turnAway(404, 'unknown-route');
	const signedOut = actor.kind === 'nobody';
	if (!isNavigation(event))
		return signedOut ? turnAway(401, 'signed-out') : turnAway(403, 'not-allowed');
	const query = new URLSearchParams({ next: nextOf(event) });
	if (!signedOut) query.set('why', 'not-allowed');
	else if (event.locals.sessionLapsed) query.set('why', 'lapsed');
	redirect(303, `/sign-in?${query}`);
}

function turnAway(status: 401 | 403 | 404, code: AccessRefusal): never {
	error(status, code);
}

// A person going somewhere: a page, SvelteKit's data for one, or a form sent without JavaScript.
function isNavigation(event: Asking): boolean {
	if (event.route.id?.startsWith('/api/')) return false;
	if (event.isDataRequest) return true;
	return (event.request.headers.get('accept') ?? '').includes('text/html');
}

// After a form the way back is the page that holds it: its action is not a place one can open.
function nextOf(event: Asking): string {
	const query = new URLSearchParams(event.url.search);
	for (const name of [...query.keys()]) {
		if (name.startsWith('/') || name.startsWith('x-sveltekit-')) query.delete(name);
	}
	const search = query.toString();
	return event.url.pathname + (search === '' ? '' : `?${search}`);
}

/**
 * A path of this site that is safe to be led to, or `fallback`: an address elsewhere, whatever its
 * disguise ("//evil", "/\\evil"), and the pages of signing in themselves are not.
 */
export function safeNext(next: string | null | undefined, fallback: string): string {
	if (!next?.startsWith('/') || next.length > 500) return fallback;
	const base = 'http://here.invalid';
	if (!URL.canParse(next, base)) return fallback;
	const url = new URL(next, base);
	if (url.origin !== base || /^\/(sign-in|sign-out|in|set-up|api)(\/|$)/.test(url.pathname))
		return fallback;
	return url.pathname + url.search;
}
