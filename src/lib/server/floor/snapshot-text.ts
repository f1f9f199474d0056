import type { Floor } from '#lib/core/floor.ts';
import type { Beat, StateView } from '#lib/core/protocol.ts';
import { MINUTE_MS } from '#lib/core/tally.ts';
import { stateOf } from './snapshot.ts';

/**
 * The ETag of a snapshot: its clock, and the minute of hall time it was made in. Waits, rates and "has waited" move
 * with time alone, so a snapshot of an earlier minute is another one although nobody has pressed anything. Weak,
 * because two answers of one minute differ in the hall time that stands beside the state.
 */
export function snapshotTag(clock: number, at: number): string {
	return `W/"${clock}-${Math.floor(at / MINUTE_MS)}"`;
}

interface Encoded {
	tag: string;
	/** The state alone, as JSON. */
	text: string;
}

/** By floor: what was encoded of one that has been read anew from its rows goes with it. */
const kept = new WeakMap<Floor, Map<string, Encoded>>();

/**
 * A state view as the text of its snapshot, with the tag to ask for it again by; null when there is no such booth or
 * gate. Whoever polls shares one encoding a view, clock and minute; only the hall time beside it is everybody's own.
 */
export function snapshotText(
	floor: Floor,
	beat: Beat,
	view: StateView,
	id: string
): { tag: string; body: string } | null {
	const encoded = encodedState(floor, beat.at, view, id);
	if (encoded === null) return null;
	const head = JSON.stringify({ ...beat, view });
	return { tag: encoded.tag, body: `${head.slice(0, -1)},"state":${encoded.text}}` };
}

function encodedState(floor: Floor, at: number, view: StateView, id: string): Encoded | null {
	const tag = snapshotTag(floor.clock, at);
	const ofFloor = kept.get(floor) ?? new Map<string, Encoded>();
	kept.set(floor, ofFloor);
	const key = `${view}/${id}`;
	const known = ofFloor.get(key);
	if (known?.tag === tag) return known;
	const state = stateOf(floor, at, view, id);
	if (state === null) return null;
	const encoded = { tag, text: JSON.stringify(state) };
	ofFloor.set(key, encoded);
	return encoded;
}
