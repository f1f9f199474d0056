import { error } from '@sveltejs/kit';
import * as m from '#lib/i18n/paraglide/messages.js';
import { authorityDer } from '#lib/server/tls/authority-files.ts';
import { tlsState } from '#lib/server/tls/tls-state.ts';
import type { RequestHandler } from './$types';

/** The authority's certificate as Android, Windows and Linux take it. */
export const GET: RequestHandler = () => {
	const { authorityCert } = tlsState();
	if (authorityCert === null) error(404, m.trust_nothing_to_install());
	return new Response(authorityDer(authorityCert), {
		headers: {
			'content-type': 'application/x-x509-ca-cert',
			'content-disposition': 'attachment; filename="ngay-hoi.crt"',
			'cache-control': 'no-store'
		}
	});
};
