import type { TransactionSql } from 'postgres';

/**
 * Tables that a report reads and that change beside the journal: lists, counts by hand, answers, what became of files, and
 * what is set up before the field event is open. All others that it reads are written by the clerk alone.
 */
export const STAMPED = [
	'service',
	'booth',
	'area',
	'reason',
	'unit',
	'unit_target',
	'incident',
	'satisfaction',
	'tally_point',
	'tally_press',
	'follow_up_change'
] as const;

/**
 * A text that is another one as soon as anything differs of what a report of these field events would read in this
 * snapshot: their clocks, and the sum of the rows' hashes of every table that changes beside the journal. A few
 * milliseconds for each 10,000 such rows.
 */
export async function readingStamp(tx: TransactionSql, ids: readonly number[]): Promise<string> {
	const of = [...ids];
	const sums = STAMPED.map(
		(table) => tx`(
			select count(*) || ':' || coalesce(sum(hashtextextended(x::text, 0)::numeric), 0)
			from ${tx(table)} x where x.field_event_id = any(${of}::bigint[])
		)`
	);
	const [row] = await tx<{ stamp: string }[]>`
		select concat_ws(' ', (
			select string_agg(field_event_id || ':' || clock, ' ' order by field_event_id)
			from floor_clock where field_event_id = any(${of}::bigint[])
		), (
			select sum(hashtextextended(x::text, 0)::numeric) from field_event x
			where x.id = any(${of}::bigint[])
		), ${sums.reduce((all, sum) => tx`${all}, ${sum}`)}) as stamp`;
	return row!.stamp;
}
