import type { Booth, Gate } from '#lib/core/catalogue.ts';
import type { Floor } from '#lib/core/floor.ts';
import { compareBooths } from '#lib/core/view/hall-view.ts';

/** Where a station may stand; withdrawn places too, because a device of an earlier day may still have something to send. */
export interface StationPlaces {
	gates: Pick<Gate, 'id' | 'name' | 'prefix' | 'withdrawn'>[];
	booths: Pick<Booth, 'id' | 'number' | 'word' | 'seats' | 'withdrawn'>[];
}

/** Gates where staff give numbers, and booths where people are called, in the order of their numbers. */
export function stationPlaces(floor: Floor): StationPlaces {
	return {
		gates: [...floor.gates.values()]
			.filter(({ kind }) => kind === 'gate')
			.map(({ id, name, prefix, withdrawn }) => ({ id, name, prefix, withdrawn })),
		booths: [...floor.booths.values()]
			.map(({ booth }) => booth)
			.filter(({ seats }) => seats > 0)
			.sort(compareBooths)
			.map(({ id, number, word, seats, withdrawn }) => ({ id, number, word, seats, withdrawn }))
	};
}
