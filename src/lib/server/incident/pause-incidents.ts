import type { Sql, TransactionSql } from 'postgres';
import type { Words } from '#lib/core/catalogue.ts';
import type { PauseScope } from '#lib/core/fact.ts';
import type { IncidentGroup } from '#lib/core/incident-group.ts';
import { waitingPeople } from './waiting-people.ts';

/** Where something happened: the whole field event, an area, a service or a booth. */
export type IncidentPlace =
	| { scope: 'field-event' }
	| { scope: 'area' | 'service'; name: Words }
	| { scope: 'booth'; number: number; word: 'bàn' | 'quầy'; seats: number };

/** Pauses that began together for one reason. Hall ms. */
export interface PauseIncident {
	fieldEventId: number;
	/** The reason and when the first of them began: it stays the same while further booths stop. */
	key: string;
	group: IncidentGroup;
	reason: Words | null;
	from: number;
	/** Null while one of them lasts. */
	to: number | null;
	/** Until its end, now, or the end of that day's last half, whichever is first. */
	minutes: number;
	places: IncidentPlace[];
	/** People who waited for the services concerned when it began. */
	waiting: number;
}

/** Booths of one service that stop within this for one reason tell of one thing, as in the offer to pause it whole. */
const TOGETHER_MS = 3 * 60_000;
const MINUTE_MS = 60_000;

/** Rests are planned: nothing went wrong. */
const RESTS = ['pause-break', 'pause-midday'];

/** Where a report puts the reasons that every field event begins with; all others are told under infrastructure. */
const GROUPS: Readonly<Record<string, IncidentGroup>> = {
	'pause-police-system': 'records',
	'pause-order': 'security'
};

interface PauseRow {
	fieldEventId: number;
	scope: PauseScope['scope'];
	id: string;
	reasonId: string;
	since: number;
	until: number | null;
	reason: Words | null;
	/** Name of the area or the service. */
	name: Words | null;
	number: number | null;
	word: 'bàn' | 'quầy' | null;
	seats: number | null;
	services: string[];
	/** The end of the last half of the day on which it began; null outside the planned days. */
	dayEnd: number | null;
}

/**
 * The pauses of field events as incidents, the earliest first.
 * @param at hall ms: until when a pause that lasts is counted
 */
export async function pauseIncidents(
	tx: Sql | TransactionSql,
	ids: readonly number[],
	at: number
): Promise<PauseIncident[]> {
	const joined = joinedPauses(await pauseRows(tx, ids));
	const waiting = await waitingPeople(
		tx,
		joined.map((pauses) => ({
			fieldEventId: pauses[0]!.fieldEventId,
			at: pauses[0]!.since,
			services: [...new Set(pauses.flatMap(({ services }) => services))]
		}))
	);
	return joined.map((pauses, i) => incidentOf(pauses, waiting[i]!, at));
}

async function pauseRows(tx: Sql | TransactionSql, ids: readonly number[]): Promise<PauseRow[]> {
	return await tx<PauseRow[]>`
		select p.field_event_id as "fieldEventId", p.scope, p.id, p.reason_id as "reasonId", p.since,
			p.until, r.internal as reason, coalesce(a.name, s.name) as name, b.number, b.word,
			b.seats::int as seats, coalesce(case p.scope
				when 'service' then array[p.id]
				when 'booth' then b.services
				when 'area' then (select array_agg(distinct x) from booth o, unnest(o.services) x
					where o.field_event_id = p.field_event_id and o.area_id = p.id)
				else (select array_agg(id) from service o where o.field_event_id = p.field_event_id)
			end, '{}') as services, (
				select (planned->'halves'->-1->>'to')::float8
				from field_event e, jsonb_array_elements(e.rules->'days') planned
				where e.id = p.field_event_id
					and planned->>'date' = to_char(to_timestamp(p.since / 1000.0) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')
				limit 1
			) as "dayEnd"
		from pause p
		left join reason r on r.field_event_id = p.field_event_id and r.id = p.reason_id
		left join area a on p.scope = 'area' and a.field_event_id = p.field_event_id and a.id = p.id
		left join service s on p.scope = 'service' and s.field_event_id = p.field_event_id and s.id = p.id
		left join booth b on p.scope = 'booth' and b.field_event_id = p.field_event_id and b.id = p.id
		where p.field_event_id = any(${[...ids]}::bigint[]) and not p.reason_id = any(${RESTS})
		order by p.since, p.field_event_id, p.scope desc, b.number, p.id`;
}

/** What began together for one reason, the earliest first. */
function joinedPauses(rows: readonly PauseRow[]): PauseRow[][] {
	const latest = new Map<string, PauseRow[]>();
	const joined: PauseRow[][] = [];
	for (const row of rows) {
		const of = `${row.fieldEventId} ${row.reasonId}`;
		const group = latest.get(of);
		if (group && row.since - group[0]!.since <= TOGETHER_MS) {
			group.push(row);
			continue;
		}
		const begun = [row];
		latest.set(of, begun);
		joined.push(begun);
	}
	return joined;
}

function incidentOf(pauses: readonly PauseRow[], waiting: number, at: number): PauseIncident {
	const { fieldEventId, reasonId, reason, since: from, dayEnd } = pauses[0]!;
	const ends = pauses.map(({ until }) => until);
	const to = ends.includes(null) ? null : Math.max(...(ends as number[]));
	const counted = dayEnd === null || from >= dayEnd ? (to ?? at) : Math.min(to ?? at, dayEnd);
	return {
		fieldEventId,
		key: `${reasonId}@${from}`,
		group: GROUPS[reasonId] ?? 'infrastructure',
		reason,
		from,
		to,
		minutes: wholeMinutes(from, counted),
		places: placesOf(pauses),
		waiting
	};
}

/** Whole minutes between two instants, half up; nothing where the end lies before the beginning. */
export function wholeMinutes(from: number, to: number): number {
	return Math.max(0, Math.floor((to - from) / MINUTE_MS + 0.5));
}

function placesOf(pauses: readonly PauseRow[]): IncidentPlace[] {
	const places = new Map<string, IncidentPlace>();
	for (const { scope, id, name, number, word, seats } of pauses) {
		if (scope === 'field-event') return [{ scope }];
		if (scope === 'booth') {
			if (number !== null) places.set(`booth ${id}`, { scope, number, word: word!, seats: seats! });
		} else if (name) places.set(`${scope} ${id}`, { scope, name });
	}
	return [...places.values()];
}
