import { sql } from '#lib/server/db/connection.ts';
import { answerFeed } from '#lib/server/open/answer-feed.ts';
import type { RequestHandler } from './$types';

/** Figures of all field events for an operations centre, read-only and by key. */
export const GET: RequestHandler = ({ params, url, request, getClientAddress }) =>
	answerFeed(sql, {
		path: params.path,
		query: url.searchParams,
		request,
		address: getClientAddress()
	});
