import type { Sql } from 'postgres';
import type { StationPlace } from '#lib/core/fact.ts';

/** One device of a station, as organisers see it. Times are hall ms. */
export interface StationRow {
	station: string;
	epoch: number;
	place: StationPlace;
	/** Why it gives and calls nothing more; null while it is the place's own device. */
	closed: 'replaced' | 'revoked' | null;
	model: string;
	build: string;
	contactAt: number;
	/** Operations that had not been sent at its last contact, and since when the oldest waits. */
	unsent: number;
	oldest: number | null;
	/** Whether the browser has promised to keep its store. */
	kept: boolean;
	/** 0 to 1; null where the device does not tell. */
	battery: number | null;
	charging: boolean | null;
	/** Numbers that it was granted for today and has not told of; null at a booth. */
	numbersLeft: number | null;
}

/**
 * The devices of a field event: the one of each place, and earlier ones that still have something to send. Those with
 * something unsent first, then by what was heard longest ago.
 */
export async function listStations(sql: Sql, fieldEventId: number): Promise<StationRow[]> {
	const rows = await sql<StationRow[]>`
		select e.station, e.epoch, s.place, e.model, e.build, e.contact_at as "contactAt", e.unsent, e.oldest, e.kept,
			e.battery, e.charging,
			case when e.revoked then 'revoked' when e.epoch <> s.epoch then 'replaced' end as closed,
			case when n.holder = e.station || ':' || e.epoch then n.ceiling - n.next + 1 end as "numbersLeft"
		from station_epoch e
		join station s on s.field_event_id = e.field_event_id and s.id = e.station
		join field_event f on f.id = e.field_event_id
		left join series n on n.field_event_id = e.field_event_id and n.day = greatest(1, f.day)
			and n.prefix = s.place ->> 'prefix'
		where e.field_event_id = ${fieldEventId} and (e.unsent > 0 or e.epoch =
			(select max(epoch) from station_epoch l where l.field_event_id = e.field_event_id and l.station = e.station))
		order by (e.unsent > 0) desc, e.contact_at, e.station, e.epoch`;
	return [...rows];
}
