import { sql } from '#lib/server/db/connection.ts';
import { countedTry } from '#lib/server/station/code-tries.ts';
import { deskOf } from '#lib/server/station/desk-of.ts';
import { enrol } from '#lib/server/station/enrol.ts';
import { whileReachable } from '#lib/server/station/while-reachable.ts';
import type { RequestHandler } from './$types';

/** A device becomes a station: it has no account, and the one-time code is what it shows. */
export const POST: RequestHandler = async ({ request, getClientAddress }) => {
	const body: unknown = await request.json().catch(() => null);
	const said = request.headers.get('hall-time');
	const { status, answer } = await whileReachable(() =>
		countedTry(getClientAddress(), () => enrol(sql, body, (id) => deskOf(id, said)))
	);
	return Response.json(answer, { status });
};
