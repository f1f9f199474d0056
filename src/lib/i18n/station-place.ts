import type { Booth, Gate } from '#lib/core/catalogue.ts';
import type { StationPlace } from '#lib/core/fact.ts';
import { boothName } from './booth-words.ts';
import * as m from './paraglide/messages.js';

/** What the place of a station is called: the gate's name, or the booth with its number. */
export function stationPlaceName(
	place: StationPlace,
	gates: readonly Pick<Gate, 'id' | 'name'>[],
	booths: readonly Pick<Booth, 'id' | 'number' | 'word' | 'seats'>[]
): string {
	if (place.kind === 'gate') {
		return gates.find(({ id }) => id === place.gateId)?.name ?? m.stations_gone();
	}
	const booth = booths.find(({ id }) => id === place.boothId);
	return booth ? boothName(booth) : m.stations_gone();
}
