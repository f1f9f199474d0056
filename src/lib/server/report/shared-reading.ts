import type { Sql, TransactionSql } from 'postgres';
import { readingStamp } from './reading-stamp.ts';

/** As many readings are kept: those of the questions asked last. One is as large as its tables, however many the tickets. */
const KEPT = 6;
const MINUTE_MS = 60_000;

interface Kept {
	stamp: string;
	reading: Promise<unknown>;
}

/** By the database that it was read from, and in it by what was asked. */
const kept = new WeakMap<Sql, Map<string, Kept>>();

/**
 * The same reading for whoever asks the same while nothing has changed: the page, the document, the spreadsheet and the
 * list of one minute are made of one, and agree. Everybody asks the database for its stamp first, so what anybody has
 * changed in the meantime is always seen; the minute of hall time counts as a change, because booths that are open and
 * pauses that last go on.
 * @param asked what is read, besides the field events: equal texts ask the same
 * @param at hall ms of the reading
 * @param read is given the snapshot in which the stamp was taken; what it gives is shared and must not be changed
 */
export async function sharedReading<Reading>(
	sql: Sql,
	{ asked, ids, at }: { asked: string; ids: readonly number[]; at: number },
	read: (tx: TransactionSql) => Promise<Reading>
): Promise<Reading> {
	const own = kept.get(sql) ?? new Map<string, Kept>();
	kept.set(sql, own);
	const key = `${ids.join(',')} ${Math.floor(at / MINUTE_MS)} ${asked}`;
	const taken = await sql.begin('isolation level repeatable read read only', async (tx) => {
		const stamp = await readingStamp(tx, ids);
		const known = own.get(key);
		own.delete(key);
		if (known?.stamp === stamp) {
			own.set(key, known);
			// Whoever is still reading it has the same snapshot: this one need not stay.
			return { reading: known.reading as Promise<Reading> };
		}
		const reading = read(tx);
		own.set(key, { stamp, reading });
		for (const oldest of [...own.keys()].slice(0, Math.max(0, own.size - KEPT))) own.delete(oldest);
		try {
			await reading;
		} catch (problem) {
			if (own.get(key)?.reading === reading) own.delete(key);
			throw problem;
		}
		return { reading };
	});
	return await taken.reading;
}
