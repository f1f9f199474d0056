import type { Sql } from 'postgres';
import { SILENT_GATE_MS, type SilentGate } from '#lib/core/late-gate.ts';

/** Stations of gates that may give numbers now and were not heard for half a minute. @param now hall time, at this speed */
export async function silentGates(
	sql: Sql,
	fieldEventId: number,
	{ now, speed }: { now: number; speed: number }
): Promise<SilentGate[]> {
	const rows = await sql<SilentGate[]>`
		select e.station, e.epoch, s.place->>'gateId' as "gateId", s.place->>'prefix' as prefix,
			e.contact_at as "contactAt", e.whole_at as "wholeAt"
		from station_epoch e
		join station s on s.field_event_id = e.field_event_id and s.id = e.station and s.epoch = e.epoch
		where e.field_event_id = ${fieldEventId} and not e.revoked and s.place->>'kind' = 'gate'
			and e.contact_at < ${Math.round(now - SILENT_GATE_MS * speed)}`;
	return [...rows];
}
