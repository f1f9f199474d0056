import type { Sql, TransactionSql } from 'postgres';

/** What one place counted in one half of one day. */
export interface TallyRow {
	fieldEventId: number;
	pointId: string;
	label: string;
	unit: string;
	/** What was counted: "lượt hướng dẫn". */
	counts: string;
	/** Index of the day, from 1, and its date as YYYY-MM-DD. */
	day: number;
	date: string;
	/** Which half of the day, from 1. */
	half: number;
	count: number;
}

/**
 * What stalls and helpers counted on days from one date to another (YYYY-MM-DD, both within), by place and half. In a
 * column of its own wherever it is shown: none of it is a ticket, a turn or a result. Places that counted nothing are
 * left out.
 */
export async function readTallies(
	tx: Sql | TransactionSql,
	fieldEventIds: readonly number[],
	from: string,
	until: string
): Promise<TallyRow[]> {
	const rows = await tx<(Omit<TallyRow, 'fieldEventId'> & { event: string })[]>`
		select t.field_event_id::text as event, p.id as "pointId", p.label, p.unit, p.counts,
			t.day, f.rules -> 'days' -> (t.day - 1) ->> 'date' as date, t.half, sum(t.count)::int as count
		from tally_press t
		join tally_point p on p.field_event_id = t.field_event_id and p.id = t.point_id
		join field_event f on f.id = t.field_event_id
		where t.field_event_id = any(${fieldEventIds as number[]}) and not t.taken_back
			and f.rules -> 'days' -> (t.day - 1) ->> 'date' between ${from} and ${until}
		group by t.field_event_id, p.id, p.label, p.unit, p.counts, p.created_at, t.day, t.half, f.rules
		having sum(t.count) > 0
		order by date, t.half, p.created_at, p.id`;
	return rows.map(({ event, ...row }) => ({ fieldEventId: Number(event), ...row }));
}
