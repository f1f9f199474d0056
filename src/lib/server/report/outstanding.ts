import type { Sql, TransactionSql } from 'postgres';

/**
 * What the rows know not to be finished when figures are frozen. What lies on a machine that is cut off nobody can know
 * here; a booth with leased tickets may hold such work.
 */
export interface Outstanding {
	/** Booths where somebody sits or is called to a seat, with how many. */
	seated: { number: number; word: 'bàn' | 'quầy'; seats: number; n: number }[];
	/** Booths of stations that may go on calling these tickets without the network. */
	leased: { number: number; word: 'bàn' | 'quầy'; seats: number; n: number }[];
	/** Tickets known only from their link: their gate's own word is still to come. */
	provisional: number;
	/** Contradictions that nobody has settled. */
	conflicts: number;
	/** Operations that could not be read or applied. */
	quarantined: number;
	/** Tickets that still have a step to be called. */
	waiting: number;
}

/** Asks the rows what is not finished, in one statement each. */
export async function outstandingOf(
	sql: Sql | TransactionSql,
	fieldEventId: number
): Promise<Outstanding> {
	const booth = sql`b.number, b.word, b.seats::int as seats, count(*)::int as n`;
	const seated = await sql<Outstanding['seated']>`
		select ${booth} from seat s
		join booth b on b.field_event_id = s.field_event_id and b.id = s.booth_id
		where s.field_event_id = ${fieldEventId} group by 1, 2, 3 order by 1, 2`;
	const leased = await sql<Outstanding['leased']>`
		select ${booth} from ticket t
		join booth b on b.field_event_id = t.field_event_id and b.id = t.lease->>'boothId'
		where t.field_event_id = ${fieldEventId} and t.lease is not null group by 1, 2, 3 order by 1, 2`;
	const [counts] = await sql<Omit<Outstanding, 'seated' | 'leased'>[]>`
		select
			(select count(*)::int from ticket where field_event_id = e and provisional) as provisional,
			(select count(*)::int from conflict where field_event_id = e and not settled) as conflicts,
			(select count(*)::int from quarantine where field_event_id = e and seq is not null and settled is null) as quarantined,
			(select count(*)::int from ticket t join turn u
				on u.field_event_id = t.field_event_id and u.ticket_id = t.id and u.step_no = t.active
				where t.field_event_id = e and not t.blank and not t.cancelled and u.state = 'waiting'
				and u.no = (select max(no) from turn l where l.field_event_id = e and l.ticket_id = t.id
					and l.step_no = t.active)) as waiting
		from (select ${fieldEventId}::bigint as e) asked`;
	return { seated: [...seated], leased: [...leased], ...counts! };
}
