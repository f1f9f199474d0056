import type { Sql } from 'postgres';
import type { Words } from '#lib/core/catalogue.ts';
import type { AccountActor } from '#lib/server/account/actor.ts';

/** A field event as a leader of several sees it. */
export interface Venue {
	id: number;
	name: string;
	place: string;
	status: 'draft' | 'open' | 'closed';
	services: VenueService[];
}

/** What is asked of one service at a venue. */
export interface VenueService {
	serviceId: string;
	name: Words;
	countedNoun: Words;
	unit: Words;
	target: number | null;
	eligible: number | null;
}

/** The field events that somebody may see the figures of, without drafts: all for an organiser, else their own. */
export async function venuesOf(sql: Sql, actor: AccountActor): Promise<Venue[]> {
	const own =
		actor.role === 'organiser' ? null : [actor.fieldEventId ?? 0, ...(actor.alsoIn ?? [])];
	const rows = await sql<Venue[]>`
		select e.id, e.name, e.place, e.status, (
			select coalesce(jsonb_agg(jsonb_build_object(
				'serviceId', s.id, 'name', s.name, 'countedNoun', s.counted_noun, 'unit', s.unit,
				'target', s.target, 'eligible', s.eligible) order by s.position, s.id), '[]')
			from service s where s.field_event_id = e.id
		) as services
		from field_event e
		where e.status <> 'draft' and (${own}::bigint[] is null or e.id = any(${own}::bigint[]))
		order by e.status = 'open' desc, e.created_at, e.id`;
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
