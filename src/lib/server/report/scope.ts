import type { TransactionSql } from 'postgres';
import type { Amount } from './reading.ts';
import type { Period } from './period.ts';

/** What every count of a report is about: which field events, and which of their days. */
export interface Scope {
	tx: TransactionSql;
	ids: readonly number[];
	period: Period;
}

/**
 * Rows (field_event_id, day, date, in_period, in_former) of all days up to the end of the period. A day without a date
 * of its own goes with the last one that has.
 */
export function daysOf({ tx, ids, period }: Scope) {
	const { from, to, former } = period;
	return tx`
		select field_event_id, day, date, date >= ${from} as in_period,
			coalesce(date between ${former?.from ?? null}::text and ${former?.to ?? null}::text, false)
				as in_former
		from (
			select f.id as field_event_id, n as day,
				coalesce(f.rules->'days'->(n - 1)->>'date', f.rules->'days'->-1->>'date') as date
			from field_event f cross join lateral
				generate_series(1, greatest(f.day::int, jsonb_array_length(f.rules->'days'))) as n
			where f.id = any(${[...ids]}::bigint[])
		) dated
		where date <= ${to}`;
}

/** Everything that counts as recorded, one row a result: where, when, for what, how it ended, how many people. */
export function resultsOf({ tx, ids }: Scope) {
	return tx`
		select r.field_event_id, r.day, r.at, r.booth_id, result."serviceId" as service_id,
			result.outcome, result.level, result."reasonId" as reason_id, result.count as n,
			result.outcome = s.counts as counted
		from recorded r
		cross join lateral jsonb_to_recordset(r.results)
			as result("serviceId" text, outcome text, level int, "reasonId" text, count int)
		join service s on s.field_event_id = r.field_event_id and s.id = result."serviceId"
		where r.field_event_id = any(${[...ids]}::bigint[]) and r.applied`;
}

/** Columns of an `Amount`, summed over `n`. */
export function amountOf(tx: TransactionSql) {
	return tx`coalesce(sum(n) filter (where in_period), 0)::int as "inPeriod",
		coalesce(sum(n), 0)::int as cumulative,
		coalesce(sum(n) filter (where in_former), 0)::int as former`;
}

export const nothing = (): Amount => ({ inPeriod: 0, cumulative: 0, former: 0 });

/** The sum of amounts; an empty list gives zeros. */
export function sumOf(amounts: Iterable<Amount>): Amount {
	const sum = nothing();
	for (const amount of amounts) {
		sum.inPeriod += amount.inPeriod;
		sum.cumulative += amount.cumulative;
		sum.former += amount.former;
	}
	return sum;
}
