/**
 * Writes the journal of a field event as gzipped NDJSON; the format stands at `dumpJournal`.
 *
 *     npm run dump -- --field-event ID [--to FILE] [--demo]
 *
 * Without a file it goes to standard output. Works beside a running program and without one. Ends with 1 when there is
 * no such field event, with 2 when it was asked wrongly.
 */
import { createWriteStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { dumpJournal } from '#lib/server/open/journal-dump.ts';
import { openDatabase } from './open-database.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { values } = parseArgs({
	options: {
		'field-event': { type: 'string' },
		to: { type: 'string' },
		demo: { type: 'boolean', default: false }
	}
});
const fieldEventId = Number(values['field-event']);
if (!Number.isSafeInteger(fieldEventId) || fieldEventId <= 0) {
	console.error('--field-event: một số nguyên · a whole number');
	process.exit(2);
}

const { sql, end } = await openDatabase(values.demo);
try {
	const [event] = await sql`select 1 from field_event where id = ${fieldEventId}`;
	if (event) {
		const out = values.to === undefined ? process.stdout : createWriteStream(values.to);
		await pipeline(Readable.from(dumpJournal(sql, fieldEventId)), createGzip(), out);
	} else {
		console.error('Không có ngày hội này · No such field event');
		process.exitCode = 1;
	}
} finally {
	await end();
}
