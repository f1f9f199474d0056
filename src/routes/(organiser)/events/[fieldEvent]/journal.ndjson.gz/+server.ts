import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { error } from '@sveltejs/kit';
import { sql } from '#lib/server/db/connection.ts';
import { dumpJournal } from '#lib/server/open/journal-dump.ts';
import type { RequestHandler } from './$types';

/** The whole journal of a field event, streamed; its format stands at `dumpJournal`. */
export const GET: RequestHandler = async ({ params }) => {
	const lines = dumpJournal(sql, Number(params.fieldEvent));
	const first = await lines.next();
	if (first.done) error(404, 'no-such-field-event');
	async function* all() {
		yield first.value as string;
		yield* lines;
	}
	const zipped = Readable.from(all()).pipe(createGzip());
	return new Response(Readable.toWeb(zipped) as ReadableStream, {
		headers: {
			'content-type': 'application/gzip',
			'content-disposition': `attachment; filename="journal-${params.fieldEvent}.ndjson.gz"`
		}
	});
};
