import { SIGNATURE_HEADER } from '#lib/core/station/contact.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { sql } from '#lib/server/db/connection.ts';
import { compressed } from '#lib/server/http/compressed.ts';
import { deskOf } from '#lib/server/station/desk-of.ts';
import { plainBody } from '#lib/server/station/plain-body.ts';
import { takeContact } from '#lib/server/station/take-contact.ts';
import { whileReachable } from '#lib/server/station/while-reachable.ts';
import type { RequestHandler } from './$types';

/** The server may have moved: a station's page that came from its earlier address speaks with it, too. */
const FROM_ANYWHERE = { 'access-control-allow-origin': '*' };
const ASKED_FIRST = {
	...FROM_ANYWHERE,
	'access-control-allow-headers': `content-type, content-encoding, ${SIGNATURE_HEADER}`,
	'access-control-allow-private-network': 'true',
	'access-control-max-age': '600'
};
export const OPTIONS: RequestHandler = () =>
	new Response(null, { status: 204, headers: ASKED_FIRST });

/** A station tells what it did and asks for what it needs; the signature under the body is its credential. */
export const POST: RequestHandler = async ({ request, params, url }) => {
	const signed = {
		fieldEventId: fieldEventOf(params) ?? 0,
		station: params.station,
		pathname: url.pathname,
		body: await plainBody(request),
		signature: request.headers.get(SIGNATURE_HEADER) ?? ''
	};
	const said = request.headers.get('hall-time');
	const { status, answer } = await whileReachable(() =>
		takeContact(sql, signed, (id) => deskOf(id, said))
	);
	// Between a station and its hall there is nothing that an address could bring in.
	return compressed(request, Response.json(answer, { status, headers: FROM_ANYWHERE }));
};
