import { STATE_VIEWS, type Snapshot, type StateView } from '#lib/core/protocol.ts';
import { hallTime, shownFloor } from './hall.ts';
import { stateOf } from './snapshot.ts';

/** A state view of a field event now, with its clockwork; null when there is no such view, booth or gate. */
export async function snapshot<V extends StateView>(
	fieldEventId: number,
	view: V | string,
	id = ''
): Promise<Snapshot<V> | null> {
	if (!(STATE_VIEWS as readonly string[]).includes(view)) return null;
	const time = await hallTime();
	const floor = await shownFloor(fieldEventId);
	const at = time.now();
	const state = stateOf(floor, at, view as V, id);
	if (state === null) return null;
	return { fieldEventId, clock: floor.clock, at, speed: time.speed, view: view as V, state };
}
