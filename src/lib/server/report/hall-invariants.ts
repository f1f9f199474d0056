import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres';

/** A sentence about the hall that SQL found untrue, with the first places. */
export interface Broken {
	sentence: string;
	places: string[];
}

/**
 * What must always be true, asked of the tables alone: none of these statements shares a line with the rules, the
 * clerk or the loader, so that a fault in them cannot hide itself. Each gives one text (`place`) for every breach.
 */
const SENTENCES: Record<
	string,
	(tx: Sql | TransactionSql, e: number) => Promise<{ place: string }[]>
> = {
	'the journal has no gap and ends at the clock': (tx, e) => tx`
		select format('%s entries, from %s to %s, clock %s', count(*), min(j.clock), max(j.clock), c.clock) as place
		from floor_clock c left join journal j using (field_event_id)
		where c.field_event_id = ${e} group by c.clock
		having count(j.clock) <> c.clock or coalesce(min(j.clock), 1) <> 1 or coalesce(max(j.clock), 0) <> c.clock`,

	'no number was given twice': (tx, e) => tx`
		with given as (${givenNumbers(tx, e)})
		select format('day %s %s-%s, %s times', day, prefix, number, count(*)) as place
		from given group by day, prefix, number having count(*) > 1`,

	'every number given stands on the ticket it was given to': (tx, e) => tx`
		with given as (${givenNumbers(tx, e)}),
			stands as (select day::int, prefix, number, id from ticket where field_event_id = ${e})
		select format('day %s %s-%s', day, prefix, number) as place
		from given full join stands using (day, prefix, number, id)
		where given.id is null or stands.id is null or (day, prefix, number, id) is null`,

	'no number lies outside what its series has given': (tx, e) => tx`
		select format('day %s %s-%s', t.day, t.prefix, t.number) as place
		from ticket t left join series s using (field_event_id, day, prefix)
		where t.field_event_id = ${e}
			and (s.next is null or t.number < 1 or t.number >= s.next or t.number > s.ceiling)`,

	'no ticket was called while it was at a booth': (tx, e) => tx`
		with stays as (${stays(tx, e)})
		select format('ticket %s, clock %s and %s', ticket, since, until) as place
		from stays where next_kind = 'called' and not ${contradicted(tx, e, tx`stays.ticket`)}`,

	'no seat had two tickets at once': (tx, e) => tx`
		with stays as (${stays(tx, e)}),
			after as (select *, lead(since) over (partition by booth, seat order by since) as next_since from stays)
		select format('booth %s seat %s, clock %s', booth, seat, next_since) as place
		from after where next_since < coalesce(until, 9007199254740991)`,

	'whoever the journal has left in a seat has it in the rows': (tx, e) => tx`
		with stays as (${stays(tx, e)}),
			now as (select booth, seat, ticket from stays where until is null),
			held as (
				select booth_id as booth, seat::int, ticket_id as ticket from seat where field_event_id = ${e}
			)
		select format('booth %s seat %s', booth, seat) as place
		from now full join held using (booth, seat, ticket)
		where now.ticket is null or held.ticket is null or (booth, seat, ticket) is null`,

	'every entry belongs to one acknowledged operation, in one piece': (tx, e) => tx`
		with pieces as (
			select operation_id as id, min(clock) as first, max(clock) as last, count(*) as entries
			from journal where field_event_id = ${e} group by operation_id
		)
		select format('operation %s', p.id) as place
		from pieces p left join operation o on o.field_event_id = ${e} and o.id = p.id
		where o.id is null or o.clock <> p.last or p.last - p.first + 1 <> p.entries`,

	'a citizen who was served has ended that step once': (tx, e) => tx`
		with counted as (
			select ticket_id, step_no, turn_no, count(*) as times
			from recorded where field_event_id = ${e} and applied group by ticket_id, step_no, turn_no
		), ended as (
			select ticket_id, step_no, no as turn_no from turn
			where field_event_id = ${e} and state = 'ended' and served
		)
		select format('ticket %s step %s turn %s', ticket_id, step_no, turn_no) as place
		from counted full join ended using (ticket_id, step_no, turn_no)
		where (counted.times is distinct from 1 or ended.ticket_id is null)
			and not ${contradicted(tx, e, tx`ticket_id`)}`,

	'nobody was counted beyond the people on the ticket': (tx, e) => tx`
		select format('ticket %s service %s', r.ticket_id, x->>'serviceId') as place
		from recorded r join ticket t on t.field_event_id = r.field_event_id and t.id = r.ticket_id,
			jsonb_array_elements(r.results) x
		where r.field_event_id = ${e} and r.applied
		group by r.operation_id, r.ticket_id, x->>'serviceId', t.party
		having sum((x->>'count')::int) > t.party`
};

/** Stations that were apart told of it what cannot both be: that stands in a list of its own, to be settled. */
function contradicted(tx: Sql | TransactionSql, e: number, ticket: PendingQuery<Row[]>) {
	return tx`exists (select 1 from conflict c where c.field_event_id = ${e} and c.ticket_id = ${ticket})`;
}

/**
 * Every number that a fact gave, with the ticket that got it, once: a station's slip may have been told of before the
 * station's own word came. A sheet's number is given when it is printed.
 */
function givenNumbers(tx: Sql | TransactionSql, e: number) {
	return tx`
		select (fact->>'day')::int as day, fact->>'prefix' as prefix, (fact->>'number')::int as number,
			(fact->>'ticketId')::uuid as id
		from journal where field_event_id = ${e} and kind = 'issued' and not (fact->>'fromSheet')::boolean
		union
		select (fact->>'day')::int, fact->>'prefix', (fact->>'from')::int + nth::int - 1, sheet::uuid
		from journal, jsonb_array_elements_text(fact->'ticketIds') with ordinality as sheets(sheet, nth)
		where field_event_id = ${e} and kind = 'sheets-printed'`;
}

/**
 * Every stay of a ticket in a seat: from the entry that put it there (`since`) to the entry that moved it on
 * (`until`, null while it lasts), with that entry's kind. A second call during a stay would be a second booth.
 */
function stays(tx: Sql | TransactionSql, e: number) {
	return tx`
		select * from (
			select (fact->>'ticketId')::uuid as ticket, clock as since, kind, fact->>'state' as state,
				fact->>'boothId' as booth, (fact->>'seat')::int as seat,
				lead(clock) over moves as until, lead(kind) over moves as next_kind
			from journal
			where field_event_id = ${e} and kind in ('called', 'missed', 'ended', 'turn-opened', 'cancelled', 'left')
			window moves as (partition by fact->>'ticketId' order by clock)
		) as moves
		where kind = 'called' or (kind = 'turn-opened' and state in ('called', 'serving'))`;
}

/** As many places as a report names for one sentence. */
const NAMED = 5;

/** The sentences that are not true of a field event, and how many there are. Call it inside one snapshot. */
export async function brokenInvariants(
	tx: Sql | TransactionSql,
	fieldEventId: number
): Promise<Broken[]> {
	const broken: Broken[] = [];
	for (const [sentence, ask] of Object.entries(SENTENCES)) {
		const found = await ask(tx, fieldEventId);
		if (found.length === 0) continue;
		const places = found.slice(0, NAMED).map(({ place }) => place);
		if (found.length > NAMED) places.push(`… ${found.length} in all`);
		broken.push({ sentence, places });
	}
	return broken;
}

/** How many sentences are asked. */
export const INVARIANTS = Object.keys(SENTENCES).length;
