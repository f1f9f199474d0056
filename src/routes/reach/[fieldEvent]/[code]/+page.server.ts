import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { proveReach } from '#lib/server/setup/prove-reach.ts';
import { lanAddresses } from '#lib/server/tls/lan-addresses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, request, getClientAddress }) => ({
	answer: await proveReach(db, {
		fieldEventId: fieldEventOf(params) ?? 0,
		code: params.code,
		host: url.host,
		clientAddress: getClientAddress(),
		userAgent: request.headers.get('user-agent') ?? '',
		ownAddresses: lanAddresses()
	})
});
