import type { StationPlace } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { writeAudit } from '#lib/server/account/audit.ts';
import type { Database } from '#lib/server/account/database.ts';
import type { Desk } from './desk.ts';
import { makeStationCode } from './station-code.ts';
import { stationIdOf } from './station-id.ts';

/** A code as the organiser's page shows it, this once. */
export interface ShownCode {
	place: StationPlace;
	code: string;
	/** Until when, real ms. */
	until: number;
	/** Whether a device works there now that the next one will replace. */
	replaces: boolean;
	/** Where it is typed, and the link that brings it along; null where there is no https. */
	address: string | null;
	link: string | null;
}

/** The place that a form names (`gate:g1`, `booth:b1`); null when the field event has none such. */
function placeOf(floor: Floor, text: string): StationPlace | null {
	const [kind, id = ''] = text.split(':');
	const gate = floor.gates.get(id);
	if (kind === 'gate' && gate && !gate.withdrawn) {
		return { kind, gateId: id, prefix: gate.prefix };
	}
	const booth = floor.booths.get(id)?.booth;
	return kind === 'booth' && booth && !booth.withdrawn ? { kind, boothId: id } : null;
}

/**
 * Makes a code for the place that a form names; null when the field event has none such. The code's address carries it in
 * the fragment, which no server and no log ever sees.
 */
export async function makeCode(
	desk: Desk,
	db: Database,
	asked: { place: string; mayBeCutOff: boolean; origin: string | null; by: Actor }
): Promise<ShownCode | null> {
	const { sql, fieldEventId } = desk;
	const { mayBeCutOff, origin, by } = asked;
	const floor = await desk.floor();
	const place = floor && placeOf(floor, asked.place);
	if (!place) return null;
	const station = stationIdOf(place);
	const { code, expiresAt } = await makeStationCode(sql, { fieldEventId, place, mayBeCutOff });
	await writeAudit(db, by, 'station-code-made', { station, fieldEvent: fieldEventId }, new Date());
	const [working] = await sql`
		select 1 from station_epoch e join station s on s.field_event_id = e.field_event_id and s.id = e.station
		where e.field_event_id = ${fieldEventId} and e.station = ${station} and e.epoch = s.epoch and not e.revoked`;
	return {
		place,
		code,
		until: expiresAt.getTime(),
		replaces: working !== undefined,
		address: origin && `${origin}/station`,
		link: origin && `${origin}/station#${code}`
	};
}
