import { error } from '@sveltejs/kit';
import { STATE_VIEWS, type Snapshot, type StateView } from '#lib/core/protocol.ts';
import { hallOf, hallTime, shownFloor } from './hall.ts';
import { snapshotText } from './snapshot-text.ts';
import { stateOf } from './snapshot.ts';

/** A state view of a field event now, with its clockwork; null when there is no such view, booth or gate. */
export async function snapshot<V extends StateView>(
	fieldEventId: number,
	view: V | string,
	id = ''
): Promise<Snapshot<V> | null> {
	if (!isStateView(view)) return null;
	const time = await hallTime();
	const floor = await shownFloor(fieldEventId);
	const at = time.now();
	const state = stateOf(floor, at, view as V, id);
	if (state === null) return null;
	return { fieldEventId, clock: floor.clock, at, speed: time.speed, view: view as V, state };
}

/**
 * The same for whoever reads it by HTTP again and again: encoded once for all of them, with the tag by which "nothing
 * new" is answered. No tag before opening, when rows change without the clock. 503 while PostgreSQL is away: what is
 * shown must be seen to grow old.
 */
export async function snapshotToPoll(
	fieldEventId: number,
	view: string,
	id: string
): Promise<{ body: string; tag: string | null } | null> {
	if (!isStateView(view)) return null;
	const time = await hallTime();
	const floor = await shownFloor(fieldEventId);
	const { relay } = await hallOf(fieldEventId);
	if (!relay.reachable) error(503, 'database-away');
	const beat = { fieldEventId, clock: floor.clock, at: time.now(), speed: time.speed };
	const taken = snapshotText(floor, beat, view, id);
	return taken && { body: taken.body, tag: floor.status === 'draft' ? null : taken.tag };
}

function isStateView(view: string): view is StateView {
	return (STATE_VIEWS as readonly string[]).includes(view);
}
