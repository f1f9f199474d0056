import { error } from '@sveltejs/kit';
import type { Floor } from '#lib/core/floor.ts';
import { hallOf } from './hall.ts';

/**
 * The shown floor with everything that was committed before the question: for paper that is asked for in the
 * moment after its command was answered, perhaps by another node. 404 when there is no such field event.
 */
export async function committedFloor(fieldEventId: number): Promise<Floor> {
	const { relay } = await hallOf(fieldEventId);
	return (await relay.lookAgain()) ?? error(404, 'no-such-field-event');
}
