import { eq } from 'drizzle-orm';
import { error } from '@sveltejs/kit';
import { db } from '../db/connection.ts';
import { fieldEvent, type Reach } from '../db/hall.schema.ts';

/** What a field event is called, and what of its set-up a gate needs beside the floor. */
export interface Occasion {
	name: string;
	place: string;
	/** Whether gates check identity cards against double tickets. */
	identityCheck: boolean;
	reach: Reach;
}

/** Reads it as it stands in its row. 404 when there is no such field event. */
export async function occasionOf(fieldEventId: number): Promise<Occasion> {
	const [row] = await db
		.select({
			name: fieldEvent.name,
			place: fieldEvent.place,
			identityCheck: fieldEvent.identityCheck,
			reach: fieldEvent.reach
		})
		.from(fieldEvent)
		.where(eq(fieldEvent.id, fieldEventId));
	if (!row) error(404, 'no-such-field-event');
	return row;
}
