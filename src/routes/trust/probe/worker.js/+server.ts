import type { RequestHandler } from './$types';

/** A service worker that does nothing: browsers start one only when they trust the certificate. */
export const GET: RequestHandler = () =>
	new Response('', {
		headers: { 'content-type': 'text/javascript', 'cache-control': 'no-store' }
	});
