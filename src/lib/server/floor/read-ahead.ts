import { hallAhead } from '#lib/core/hall-ahead.ts';
import type { AheadSnapshot } from '#lib/core/protocol.ts';
import { hallTime, shownFloor } from './hall.ts';

/** What an organiser's browser needs to reckon advice and the end of the day: the reckoning would hold a hall up here. */
export async function readAhead(fieldEventId: number): Promise<AheadSnapshot> {
	const time = await hallTime();
	const floor = await shownFloor(fieldEventId);
	const beat = { fieldEventId, clock: floor.clock, at: time.now(), speed: time.speed };
	return { ...beat, hall: hallAhead(floor) };
}
