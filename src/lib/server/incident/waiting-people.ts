import type { Sql, TransactionSql } from 'postgres';

/** An instant of a field event, and the services whose queues are asked about. */
export interface WaitingAsked {
	fieldEventId: number;
	/** Hall ms. */
	at: number;
	services: readonly string[];
}

/**
 * How many people waited for some services at each instant, from the turns: a turn waits from when it was opened until
 * it was called (as the leader's curve reads it). Whoever left, or was cancelled, without ever being called is not in it.
 * @returns one count for each that was asked, in the same order
 */
export async function waitingPeople(
	tx: Sql | TransactionSql,
	asked: readonly WaitingAsked[]
): Promise<number[]> {
	if (asked.length === 0) return [];
	const moments = asked.map((one, no) => ({ no, ...one }));
	const ids = [...new Set(asked.map(({ fieldEventId }) => fieldEventId))];
	const rows = await tx<{ no: number; people: number }[]>`
		with moment as (
			select * from jsonb_to_recordset(${JSON.stringify(moments)}::text::jsonb)
				as m(no int, "fieldEventId" bigint, at bigint, services jsonb)
		), turns as (
			select u.field_event_id, t.active, u.ticket_id, u.step_no, p.service_id, p.people, u.state,
				u.no, u.called_at, u.origin, t.issued_at,
				lag(u.called_at) over own as called_before, lead(u.no) over own as next_no
			from turn u
			join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			join step p on p.field_event_id = u.field_event_id and p.ticket_id = u.ticket_id
				and p.no = u.step_no
			where u.field_event_id = any(${ids}::bigint[]) and not t.blank
			window own as (partition by u.field_event_id, u.ticket_id, u.step_no order by u.no)
		), spans as (
			select field_event_id, service_id, people, case
				when origin = 'first' then issued_at
				when no > 0 then called_before
				else (select max(o.ended_at) from turn o
					where o.field_event_id = x.field_event_id and o.ticket_id = x.ticket_id
						and o.step_no <> x.step_no and o.ended_at <= coalesce(x.called_at, o.ended_at))
				end as opened_at,
				coalesce(called_at, case when state = 'waiting' and step_no = active and next_no is null
					then 9007199254740991 end) as left_at
			from turns x
		)
		select m.no, coalesce(sum(s.people), 0)::int as people from moment m
		left join spans s on s.field_event_id = m."fieldEventId" and s.opened_at <= m.at
			and s.left_at > m.at and m.services ? s.service_id
		group by m.no order by m.no`;
	return rows.map(({ people }) => people);
}
