import type { Sql, TransactionSql } from 'postgres';

/** What was answered on the tickets of one day, or of all days. */
export interface SatisfactionDay {
	/** Index of the day, from 1; 0 for all days together. */
	day: number;
	verySatisfied: number;
	satisfied: number;
	unsatisfied: number;
	/** Tickets with an answer: the sum of the three. */
	answered: number;
	/** Tickets not cancelled, of which anybody could have answered. */
	tickets: number;
}

export interface SatisfactionFigures {
	/** Every day of the field event that has begun, also those without an answer. */
	days: SatisfactionDay[];
	total: SatisfactionDay;
}

/**
 * Answers by the day of their tickets, counted by SQL: in tickets, one answer each. A ticket that was cancelled after
 * it had answered is left out, like everywhere else.
 */
export async function satisfactionFigures(
	tx: Sql | TransactionSql,
	fieldEventId: number
): Promise<SatisfactionFigures> {
	const days = await tx<SatisfactionDay[]>`
		select d.day, count(*) filter (where s.opinion = 'very-satisfied')::int as "verySatisfied",
			count(*) filter (where s.opinion = 'satisfied')::int as satisfied,
			count(*) filter (where s.opinion = 'unsatisfied')::int as unsatisfied,
			count(s.opinion)::int as answered, count(t.id)::int as tickets
		from field_event f
		cross join lateral generate_series(1, greatest(1, f.day)) as d(day)
		left join ticket t on t.field_event_id = f.id and t.day = d.day
			and not t.blank and not t.cancelled
		left join satisfaction s on s.field_event_id = f.id and s.ticket_id = t.id
		where f.id = ${fieldEventId} group by d.day order by d.day`;
	const total = { day: 0, verySatisfied: 0, satisfied: 0, unsatisfied: 0, answered: 0, tickets: 0 };
	for (const day of days) {
		for (const key of Object.keys(total) as (keyof SatisfactionDay)[]) {
			if (key !== 'day') total[key] += day[key];
		}
	}
	return { days, total };
}
