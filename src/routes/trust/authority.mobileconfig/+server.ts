import { error } from '@sveltejs/kit';
import * as m from '#lib/i18n/paraglide/messages.js';
import { mobileConfig } from '#lib/server/tls/authority-files.ts';
import { tlsState } from '#lib/server/tls/tls-state.ts';
import type { RequestHandler } from './$types';

/** The authority's certificate as an iPad or iPhone takes it; as an attachment it would only be saved. */
export const GET: RequestHandler = () => {
	const { authorityCert } = tlsState();
	if (authorityCert === null) error(404, m.trust_nothing_to_install());
	const words = { title: m.trust_profile_title(), purpose: m.trust_profile_purpose() };
	return new Response(mobileConfig(authorityCert, words), {
		headers: { 'content-type': 'application/x-apple-aspen-config', 'cache-control': 'no-store' }
	});
};
