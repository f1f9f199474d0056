import type { IncomingMessage } from 'node:http';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something was made by a page of ours. To be asked for every
 * request, whatever its content type: SvelteKit's own check looks at form types only, and lets a POST
 * without any Content-Type pass from a foreign origin (measured on 2.70.4).
 *
 * Browsers send Sec-Fetch-Site only to https and localhost, so on plain http in the hall the Origin
 * decides; without either header the answer is no. A program that drives the interface sends Origin.
 *
 * There is no list of allowed Host names. A hall's laptop gets its address from the router of the day,
 * and nobody could keep such a list. What a list is against is a foreign name that resolves to this
 * machine (DNS rebinding): such a page passes this check as its own origin, but the browser has no
 * session for that name, so it is `nobody` and reaches what anyone on the network reaches anyway.
 */
export function sameOrigin(request: Request, url: URL): boolean {
	if (READING.has(request.method)) return true;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin') return false;
	const origin = request.headers.get('origin');
	if (origin === null) return site === 'same-origin';
	// A referrer policy of no-referrer makes browsers send "null" for forms of our own pages as well;
	// where Sec-Fetch-Site vouches for the page, that is no reason to refuse.
	if (origin === 'null') return site === 'same-origin';
	return origin === url.origin;
}

/**
 * Whether a socket's handshake comes from a page of ours: its Origin names the Host it is sent to.
 * Browsers send Origin with every websocket, and CORS does not hold for them; who sends none is refused.
 */
export function allowUpgrade(request: IncomingMessage): boolean {
	const { origin, host } = request.headers;
	if (!origin || !host || !URL.canParse(origin)) return false;
	return new URL(origin).host === host.toLowerCase();
}
