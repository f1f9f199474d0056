import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { deskOf } from '#lib/server/station/desk-of.ts';
import { stationNews } from '#lib/server/station/station-news.ts';
import type { RequestHandler } from './$types';

/** Which stations whoever runs the day should look at now. */
export const GET: RequestHandler = async ({ params }) =>
	Response.json(await stationNews(await deskOf(fieldEventOf(params) ?? 0)));
