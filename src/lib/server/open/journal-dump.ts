import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Entry } from '#lib/core/fact.ts';
import { readFact, type StoredFact } from '#lib/core/read-fact.ts';

/**
 * The journal of one field event as text, for keeping, for another program, or to be folded again.
 *
 * NDJSON, UTF-8, one JSON value a line:
 * - first a head: `{"format":"ngayhoi-journal","version":1,"fieldEventId":"…","name":"…","clock":n}`
 * - then n entries in the order of the clock, which begins at 1 and has no gap:
 *   `{"clock":1,"operationId":"…","at":<hall ms>,"by":"…","fact":{"kind":"…",…}}`.
 *   `by` is the id of an account or of a station, or one of `organiser`, `citizen`, `system`; facts are as
 *   `src/lib/core/fact.ts` describes them, of whatever version they were written in.
 * - last a foot: `{"end":true,"entries":n,"sha256":"…"}`, the digest of all lines before it, line feeds included.
 *
 * No line holds a name, an identity number or anything else of a person. It does hold the ids and tokens of tickets:
 * whoever has one can open that ticket's page, so a dump is for organisers and not for the open feed.
 */
export interface DumpHead {
	format: 'ngayhoi-journal';
	version: 1;
	fieldEventId: string;
	name: string;
	/** The clock up to which it goes. */
	clock: number;
}

const ENTRIES_AT_ONCE = 1_000;

/** Gives a journal line by line, each with its line feed; nothing when there is no such field event. Memory does not grow. */
export async function* dumpJournal(sql: Sql, fieldEventId: number): AsyncGenerator<string> {
	const [event] = await sql<{ name: string; clock: number }[]>`
		select name, clock::float8 as clock from field_event join floor_clock on field_event_id = id
		where id = ${fieldEventId}`;
	if (!event) return;
	const digest = createHash('sha256');
	const line = (value: unknown) => {
		const text = JSON.stringify(value) + '\n';
		digest.update(text);
		return text;
	};
	const { name, clock } = event;
	const head: DumpHead = {
		format: 'ngayhoi-journal',
		version: 1,
		fieldEventId: String(fieldEventId),
		name,
		clock
	};
	yield line(head);
	// What is committed never changes, so the rest of the journal may grow while it is read.
	const entries = sql`
		select clock::float8 as clock, operation_id as "operationId", at::float8 as at, by, fact
		from journal where field_event_id = ${fieldEventId} and clock <= ${clock} order by clock`;
	for await (const rows of entries.cursor(ENTRIES_AT_ONCE)) {
		yield rows.map(line).join('');
	}
	yield JSON.stringify({ end: true, entries: clock, sha256: digest.digest('hex') }) + '\n';
}

/** Why a text is no whole dump. */
export type DumpFault = 'no-dump' | 'newer-version' | 'gap' | 'cut-off' | 'changed';

/**
 * Reads a dump line by line and hands over its entries in order, facts of older versions as those of today.
 * @returns its head, or what is wrong with it; entries handed over before a fault was found are then worth nothing
 */
export async function readDump(
	lines: AsyncIterable<string> | Iterable<string>,
	take: (entry: Entry) => void
): Promise<DumpHead | DumpFault> {
	const digest = createHash('sha256');
	let head: DumpHead | null = null;
	let clock = 0;
	for await (const line of lines) {
		const value = parse(line) as Partial<DumpHead & Entry> & { end?: boolean; sha256?: string };
		if (value === null) return head ? 'cut-off' : 'no-dump';
		if (value.end) {
			if (!head || clock !== head.clock) return 'gap';
			return digest.digest('hex') === value.sha256 ? head : 'changed';
		}
		digest.update(line + '\n');
		if (!head) {
			if (value.format !== 'ngayhoi-journal') return 'no-dump';
			if (value.version !== 1) return 'newer-version';
			head = value as DumpHead;
			continue;
		}
		if (value.clock !== clock + 1) return 'gap';
		clock += 1;
		const entry = value as Omit<Entry, 'fact'> & { fact: StoredFact };
		take({ ...entry, fact: readFact(entry.fact) });
	}
	return head ? 'cut-off' : 'no-dump';
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}
