import type { Sql, TransactionSql } from 'postgres';
import type { Figures } from '#lib/core/view/totals-view.ts';

/** The figures of a field event, summed by SQL over rows: over all days. */
export interface RowFigures {
	figures: Figures;
	/** People by service and outcome, as `service/outcome`. */
	results: Record<string, number>;
	/** People who could not be served, by reason. */
	reasons: Record<string, number>;
	/** Answers before numbers not cancelled, in tickets, as `service/question/answer`. */
	answers: Record<string, number>;
}

/** Counts a field event from its rows, by statements that know nothing of the tally kept in memory. */
export async function rowFigures(tx: Sql | TransactionSql, e: number): Promise<RowFigures> {
	const [sums] = await tx<Omit<Figures, 'results'>[]>`
		select
			(select coalesce(sum(count), 0)::int from visitors where field_event_id = ${e} and applied) as visitors,
			(select count(*)::int from turn where field_event_id = ${e} and served) as served,
			count(t.id)::int as tickets,
			(coalesce(sum(t.party), 0)
				+ (select coalesce(sum(count), 0) from visitors where field_event_id = ${e} and applied))::int as people
		from ticket t where t.field_event_id = ${e} and not t.blank and not t.cancelled`;
	const results = await tx<{ key: string; counts: boolean; people: number }[]>`
		select concat(x->>'serviceId', '/', x->>'outcome') as key, s.counts = x->>'outcome' as counts,
			sum((x->>'count')::int)::int as people
		from recorded r, jsonb_array_elements(r.results) x
			join service s on s.field_event_id = ${e} and s.id = x->>'serviceId'
		where r.field_event_id = ${e} and r.applied group by 1, 2 order by 1`;
	const reasons = await tx<{ reason: string; people: number }[]>`
		select x->>'reasonId' as reason, sum((x->>'count')::int)::int as people
		from recorded r, jsonb_array_elements(r.results) x
		where r.field_event_id = ${e} and r.applied and x->>'outcome' = 'failed' group by 1 order by 1`;
	const answers = await tx<{ key: string; tickets: number }[]>`
		select concat(x->>'serviceId', '/', x->>'preCheck', '/', x->>'answer') as key, count(*)::int as tickets
		from ticket t, jsonb_array_elements(t.answers) x
		where t.field_event_id = ${e} and not t.blank and not t.cancelled group by 1 order by 1`;
	const counted = results.reduce((sum, row) => sum + (row.counts ? row.people : 0), 0);
	return {
		figures: { ...sums!, results: counted },
		results: Object.fromEntries(results.map(({ key, people }) => [key, people])),
		reasons: Object.fromEntries(reasons.map(({ reason, people }) => [reason, people])),
		answers: Object.fromEntries(answers.map(({ key, tickets }) => [key, tickets]))
	};
}
