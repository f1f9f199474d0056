import type { StationPlace } from '#lib/core/fact.ts';

/** A station is known by its place: there is one for each gate and one for each booth. */
export function stationIdOf(place: StationPlace): string {
	return place.kind === 'gate' ? `gate-${place.gateId}` : `booth-${place.boothId}`;
}
