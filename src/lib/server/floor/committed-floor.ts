import { eq } from 'drizzle-orm';
import type { Floor } from '#lib/core/floor.ts';
import { db } from '../db/connection.ts';
import { floorClock } from '../db/hall.schema.ts';
import { hallOf, shownFloor } from './hall.ts';

/**
 * The shown floor with everything that was committed before the question: for paper that is asked for in the
 * moment after its command was answered, perhaps by another node. 404 when there is no such field event.
 */
export async function committedFloor(fieldEventId: number): Promise<Floor> {
	const floor = await shownFloor(fieldEventId);
	const [row] = await db
		.select({ clock: floorClock.clock })
		.from(floorClock)
		.where(eq(floorClock.fieldEventId, fieldEventId));
	if (!row || row.clock <= floor.clock) return floor;
	const { relay } = await hallOf(fieldEventId);
	return (await relay.shownAt(row.clock)) ?? floor;
}
