import type { Sql, TransactionSql } from 'postgres';
import { ACTIVATION, LEVEL_OF_FILES, NOT_FOLLOWED } from '#lib/core/follow-up.ts';

/**
 * Files that a booth activated by itself: whoever was put off to a later day came back with the number that was promised
 * for it, and an account of the files' level was activated on that number. Only where one person holds the ticket and one
 * file was taken on it: of a party nobody knows whose account it was. What is activated on the day of the file, under
 * whatever number, is another account, because no file is approved by then.
 *
 * One row a file: field_event_id, ticket_id, service_id, at, by. It follows the results, so an undo takes it back.
 */
export function activatedLater(tx: Sql | TransactionSql, ids: readonly number[]) {
	return tx`
		with recursive later as (
			select field_event_id, id as ticket_id, (put_off->>'ticketId')::uuid as next_id, day
			from ticket where field_event_id = any(${[...ids]}::bigint[])
				and put_off->>'to' = 'day' and party = 1
			union all
			select l.field_event_id, l.ticket_id, (t.put_off->>'ticketId')::uuid, l.day
			from later l join ticket t on t.field_event_id = l.field_event_id and t.id = l.next_id
			where t.put_off->>'to' = 'day'
		), taken as (
			select l.field_event_id, l.ticket_id, min(s.id) as service_id
			from (select distinct field_event_id, ticket_id from later) l
			join recorded r using (field_event_id, ticket_id)
			cross join lateral jsonb_to_recordset(r.results)
				as x("serviceId" text, outcome text, count int)
			join service s on s.field_event_id = r.field_event_id and s.id = x."serviceId"
				and s.counts = 'enrolled' and s.id <> all(${[...NOT_FOLLOWED]}::text[])
			where r.applied and x.outcome = 'enrolled'
			group by 1, 2 having sum(x.count) = 1
		)
		select k.field_event_id, k.ticket_id, k.service_id, min(r.at) as at,
			(array_agg(r.by order by r.at))[1] as by
		from taken k join later l using (field_event_id, ticket_id)
		join recorded r on r.field_event_id = l.field_event_id and r.ticket_id = l.next_id
			and r.day > l.day and r.applied
		cross join lateral jsonb_to_recordset(r.results)
			as x("serviceId" text, outcome text, level int)
		where x."serviceId" = ${ACTIVATION} and x.outcome = 'completed' and x.level = ${LEVEL_OF_FILES}
		group by 1, 2, 3`;
}
