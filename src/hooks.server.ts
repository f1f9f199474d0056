import { building } from '$app/environment';
import {
	error,
	isHttpError,
	json,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#lib/i18n/paraglide/server.js';
import { authoriseRoute } from '#lib/server/account/authorise.ts';
import { identify } from '#lib/server/account/identify.ts';
import { sameOrigin } from '#lib/server/account/same-origin.ts';
import { isPassingFault } from '#lib/server/db/passing-fault.ts';
import { db } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { compressed } from '#lib/server/http/compressed.ts';
import { log } from '#lib/server/log.ts';
import { serve, shutDown } from '#lib/server/serve.ts';

export const init: ServerInit = async () => {
	if (building) return;
	process.once('app:serve', (host) => host.wait(serve(host)));
	process.once('app:shutdown', (wait) => wait(shutDown()));
};

/** Its credential is the signature under its body; no cookie is read there, so that nothing can be done in a visitor's name. */
const SIGNED = '/api/station/[fieldEvent]/[station]/contact';

/** A request that changes something must come from a page of ours, whatever its content type. */
const checkOrigin: Handle = ({ event, resolve }) => {
	if (event.route.id === SIGNED || sameOrigin(event.request, event.url)) return resolve(event);
	return new Response('Cross-site requests are refused.\n', { status: 403 });
};

const speak: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
	});

const AWAY = 'database-away';

/** Nobody can say who sends a request while PostgreSQL is away: it may come again in a moment. */
async function identified({ cookies, url }: RequestEvent) {
	try {
		return await identify(db, cookies, url);
	} catch (fault) {
		if (isPassingFault(fault)) error(503, AWAY);
		throw fault;
	}
}

/** A station's page belongs to the address that it came from, and must go on when the server is carried elsewhere. */
function speaksWithMovedServer(headers: Headers): void {
	const policy = headers.get('content-security-policy');
	if (policy)
		headers.set(
			'content-security-policy',
			policy.replace("connect-src 'self'", "connect-src 'self' https:")
		);
}

/** Who asks, and whether the route manifest admits them: deny by default, before anything is loaded. */
const guard: Handle = async ({ event, resolve }) => {
	const demo = (await hallTime()).isDemo;
	try {
		Object.assign(event.locals, await identified(event), { demo });
		authoriseRoute(event, { demo });
	} catch (turnedAway) {
		// An enhanced form reads an action's answer only: any other JSON would be taken for "saved".
		if (!isHttpError(turnedAway) || event.request.headers.get('x-sveltekit-action') !== 'true')
			throw turnedAway;
		const { status, body } = turnedAway;
		return json({ type: 'error', error: body }, { status });
	}
	const response = await resolve(event);
	if (event.route.id === '/station') speaksWithMovedServer(response.headers);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('permissions-policy', 'camera=(self), microphone=(self)');
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
	return response;
};

/** Pages of figures grow with the hall; they hold no secret that their length could tell. */
const squeeze: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const ofFigures = event.request.method === 'GET' && event.route.id?.startsWith('/(leader)/');
	return ofFigures ? compressed(event.request, response) : response;
};

export const handle = sequence(squeeze, checkOrigin, speak, guard);

export const handleError: HandleServerError = ({ error: fault, event, status }) => {
	if (status >= 500) log.error({ err: fault, route: event.route.id }, 'a request failed');
	if (isPassingFault(fault)) return { message: AWAY };
	return { message: status === 404 ? 'not-found' : 'internal' };
};
