import type { Sql } from 'postgres';
import type { Outcome, Words } from '#lib/core/catalogue.ts';

/*
 * The facts behind a figure: which tickets make it up, by number and never by name. Each list is read page by page by
 * the key of its last row, so that the hundredth page costs as much as the first, and its sum is the figure.
 */

/** What a figure counts: people by results, tickets, or turns that reached a seat. */
export const FACT_KINDS = ['results', 'tickets', 'cancelled', 'turns'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Which figure is opened. Null: not narrowed by it. Of tickets only the day counts; of turns day, service and booth. */
export interface FactsAsked {
	kind: FactKind;
	day: number | null;
	serviceId: string | null;
	outcome: string | null;
	reasonId: string | null;
	boothId: string | null;
	/** Results that count towards the target only. */
	countedOnly: boolean;
	/** The `key` of the last row that was shown; null for the first page. */
	after: string | null;
}

/** One row behind a figure. */
export interface FigureFact {
	/** What the next page begins after. */
	key: string;
	/** Hall ms. */
	at: number;
	day: number;
	prefix: string;
	number: number;
	boothNumber: number | null;
	boothWord: 'bàn' | 'quầy' | null;
	boothSeats: number | null;
	serviceId: string | null;
	outcome: Outcome | null;
	level: number | null;
	reason: Words | null;
	/** People for results and tickets, 1 for a turn. */
	count: number;
}

export interface FactsPage {
	facts: FigureFact[];
	/** How many rows there are in all, and the sum of their counts: the figure. */
	rows: number;
	sum: number;
	/** Asked for the next page; null on the last. */
	next: string | null;
}

const PAGE = 100;

/** One page behind a figure. A key that is none begins anew. */
export async function figureFacts(
	sql: Sql,
	fieldEventId: number,
	asked: FactsAsked,
	page = PAGE
): Promise<FactsPage> {
	const from = rowsOf(sql, fieldEventId, asked);
	const after = readKey(asked.after);
	const [sums] = await sql<{ rows: number; sum: number }[]>`
		select count(*)::int as rows, coalesce(sum(count), 0)::int as sum from (${from}) x`;
	const facts = await sql<FigureFact[]>`
		select at || '_' || id as key, at::float8 as at, day, prefix, number,
			booth_number as "boothNumber", booth_word as "boothWord",
			booth_seats as "boothSeats", service_id as "serviceId", outcome,
			level, reason, count
		from (${from}) x
		${after ? sql`where (at, id) > (${after.at}::bigint, ${after.id})` : sql``}
		order by at, id limit ${page + 1}`;
	const shown = facts.slice(0, page);
	const next = facts.length > page ? shown[page - 1]!.key : null;
	return { facts: shown, rows: sums!.rows, sum: sums!.sum, next };
}

function readKey(text: string | null): { at: string; id: string } | null {
	const found = /^(\d{1,16})_([\w-]{1,80})$/.exec(text ?? '');
	return found && { at: found[1]!, id: found[2]! };
}

function rowsOf(sql: Sql, e: number, asked: FactsAsked) {
	switch (asked.kind) {
		case 'results':
			return resultRows(sql, e, asked);
		case 'turns':
			return turnRows(sql, e, asked);
		case 'tickets':
		case 'cancelled':
			return ticketRows(sql, e, asked);
	}
}

function resultRows(sql: Sql, e: number, asked: FactsAsked) {
	const { day, serviceId, outcome, reasonId, boothId, countedOnly } = asked;
	return sql`
		select r.at, r.operation_id || '-' || x.no as id, r.day, t.prefix, t.number,
			b.number as booth_number, b.word as booth_word, b.seats as booth_seats, x.service_id, x.outcome, x.level,
			case when x.outcome = 'failed' then why.internal end as reason, x.count
		from recorded r
		cross join lateral (
			select o.no, o.one->>'serviceId' as service_id, o.one->>'outcome' as outcome,
				(o.one->>'level')::int as level, o.one->>'reasonId' as reason_id,
				(o.one->>'count')::int as count
			from jsonb_array_elements(r.results) with ordinality as o(one, no)
		) x
		join service s on s.field_event_id = r.field_event_id and s.id = x.service_id
		join ticket t on t.field_event_id = r.field_event_id and t.id = r.ticket_id
		left join booth b on b.field_event_id = r.field_event_id and b.id = r.booth_id
		left join reason why on why.field_event_id = r.field_event_id and why.id = x.reason_id
		where r.field_event_id = ${e} and r.applied
			and (${day}::int is null or r.day = ${day}::int)
			and (${serviceId}::text is null or x.service_id = ${serviceId})
			and (${outcome}::text is null or x.outcome = ${outcome})
			and (${reasonId}::text is null or (x.reason_id = ${reasonId} and x.outcome = 'failed'))
			and (${boothId}::text is null or r.booth_id = ${boothId})
			and (not ${countedOnly}::boolean or x.outcome = s.counts)`;
}

function ticketRows(sql: Sql, e: number, { kind, day }: FactsAsked) {
	return sql`
		select t.issued_at as at, t.id::text as id, t.day, t.prefix, t.number, null::int as booth_number,
			null::text as booth_word, null::int as booth_seats, null::text as service_id, null::text as outcome,
			null::int as level, null::jsonb as reason, t.party as count
		from ticket t
		where t.field_event_id = ${e} and not t.blank and t.cancelled = ${kind === 'cancelled'}
			and (${day}::int is null or t.day = ${day}::int)`;
}

function turnRows(sql: Sql, e: number, { day, serviceId, boothId }: FactsAsked) {
	return sql`
		select coalesce(u.started_at, u.called_at, u.due_at) as at,
			u.ticket_id || '-' || u.step_no || '-' || u.no as id, t.day, t.prefix, t.number,
			b.number as booth_number, b.word as booth_word, b.seats as booth_seats, p.service_id, u.outcome, null::int as level,
			null::jsonb as reason, 1 as count
		from turn u
		join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
		join step p on p.field_event_id = u.field_event_id and p.ticket_id = u.ticket_id
			and p.no = u.step_no
		left join booth b on b.field_event_id = u.field_event_id and b.id = u.booth_id
		where u.field_event_id = ${e} and u.served and not t.blank
			and (${day}::int is null or t.day = ${day}::int)
			and (${serviceId}::text is null or p.service_id = ${serviceId})
			and (${boothId}::text is null or u.booth_id = ${boothId})`;
}
