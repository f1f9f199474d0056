import type { Sql } from 'postgres';
import type { StationPlace } from '#lib/core/fact.ts';

/** One epoch of a station, as its rows have it when a contact comes in. */
export interface KnownStation {
	station: string;
	epoch: number;
	publicKey: string;
	place: StationPlace;
	mayBeCutOff: boolean;
	revoked: boolean;
	/** The epoch that the place has now. */
	currentEpoch: number;
	lastSeq: number;
	/** Hall time of the last contact after which nothing that it had written was unheard. */
	wholeAt: number;
	status: 'draft' | 'open' | 'closed';
	day: number;
}

/** Null when this epoch was never enrolled. */
export async function findStation(
	sql: Sql,
	fieldEventId: number,
	station: string,
	epoch: number
): Promise<KnownStation | null> {
	const [row] = await sql<KnownStation[]>`
		select e.station, e.epoch, e.public_key as "publicKey", s.place, e.may_be_cut_off as "mayBeCutOff", e.revoked,
			s.epoch as "currentEpoch", coalesce(h.last_seq, 0) as "lastSeq", e.whole_at as "wholeAt", f.status, f.day
		from station_epoch e
		join field_event f on f.id = e.field_event_id
		join station s on s.field_event_id = e.field_event_id and s.id = e.station
		left join station_heard h
			on h.field_event_id = e.field_event_id and h.station = e.station and h.epoch = e.epoch
		where e.field_event_id = ${fieldEventId} and e.station = ${station} and e.epoch = ${epoch}`;
	return row ?? null;
}
