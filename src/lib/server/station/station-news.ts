import type { StationPlace } from '#lib/core/fact.ts';
import type { Desk } from './desk.ts';
import { countKeptAside } from './kept-aside.ts';

/** A station that whoever runs the day should look at. */
export interface StationWarning {
	station: string;
	place: StationPlace;
	/** It tells nothing any more, or tells and cannot get rid of what it did. */
	kind: 'silent' | 'unsent';
	/** Hall ms: of its last contact, or of the oldest operation that waits. */
	since: number;
	unsent: number;
}

export interface StationNews {
	warnings: StationWarning[];
	/** Operations kept aside that nobody has settled. */
	aside: number;
	/** Hall ms. */
	at: number;
}

/** No word for so long is no accident of the air; an operation that waits for so long beside a good line is stuck. */
const SILENT_MS = 30_000;
const STUCK_MS = 60_000;

/** What of the stations should be looked at now, what has waited longest first; nothing while the hall is not open. */
export async function stationNews(desk: Desk): Promise<StationNews> {
	const { sql, fieldEventId } = desk;
	const at = desk.now();
	const [aside, rows] = await Promise.all([
		countKeptAside(sql, fieldEventId),
		sql<
			{
				station: string;
				place: StationPlace;
				contactAt: number;
				unsent: number;
				oldest: number | null;
			}[]
		>`
			select e.station, s.place, e.contact_at as "contactAt", e.unsent, e.oldest from station_epoch e
			join station s on s.field_event_id = e.field_event_id and s.id = e.station and s.epoch = e.epoch
			join field_event f on f.id = e.field_event_id
			where e.field_event_id = ${fieldEventId} and f.status = 'open' and not e.revoked`
	]);
	const warnings = rows.flatMap(
		({ station, place, contactAt, unsent, oldest }): StationWarning[] => {
			const told = { station, place, unsent };
			if (at - contactAt > SILENT_MS) return [{ ...told, kind: 'silent', since: contactAt }];
			if (unsent > 0 && oldest !== null && at - oldest > STUCK_MS) {
				return [{ ...told, kind: 'unsent', since: oldest }];
			}
			return [];
		}
	);
	return { warnings: warnings.sort((a, b) => a.since - b.since), aside, at };
}
