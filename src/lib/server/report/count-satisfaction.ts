import { OPINIONS, type Opinion } from '#lib/core/opinion.ts';
import type { Amount, SatisfactionReading } from './reading.ts';
import { amountOf, daysOf, nothing, sumOf, type Scope } from './scope.ts';

/**
 * What was answered by the three faces on the tickets of the period, one answer a ticket, beside all tickets that could
 * have answered. A ticket that was cancelled is left out, like everywhere else.
 */
export async function countSatisfaction(scope: Scope): Promise<SatisfactionReading> {
	const { tx } = scope;
	const rows = await tx<(Amount & { opinion: Opinion | null })[]>`
		with days as (${daysOf(scope)}), happened as (
			select t.field_event_id, t.day, s.opinion, 1 as n from ticket t
			left join satisfaction s on s.field_event_id = t.field_event_id and s.ticket_id = t.id
			where t.field_event_id = any(${[...scope.ids]}::bigint[]) and not t.blank and not t.cancelled
		)
		select opinion, ${amountOf(tx)} from happened join days using (field_event_id, day) group by 1`;
	const of = (opinion: Opinion) => rows.find((row) => row.opinion === opinion);
	return {
		answers: OPINIONS.map((opinion) => ({ opinion, n: sumOf([of(opinion) ?? nothing()]) })),
		tickets: sumOf(rows)
	};
}
