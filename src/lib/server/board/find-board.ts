import { and, eq } from 'drizzle-orm';
import type { Words } from '#lib/core/catalogue.ts';
import { WHOLE_HALL, type BoardPart } from '#lib/core/view/board-part.ts';
import { db } from '../db/connection.ts';
import { boardView } from '../db/hall.schema.ts';
import { shownFloor } from '../floor/hall.ts';

/** One call board as it is opened: which part of the hall it shows, and whether it is meant to speak. */
export interface Board {
	id: string;
	/** Null for the board of the whole hall. */
	name: Words | null;
	part: BoardPart;
	voice: boolean;
}

/**
 * The board with this id: `all`; one that the organiser set up; else the board of the area or the service of that id,
 * so that a hall needs no set-up to have a screen for each. Null when there is none. 404 without such a field event.
 */
export async function findBoard(fieldEventId: number, id: string): Promise<Board | null> {
	const floor = await shownFloor(fieldEventId);
	if (id === 'all') return { id, name: null, part: WHOLE_HALL, voice: true };
	const [own] = await db
		.select()
		.from(boardView)
		.where(and(eq(boardView.fieldEventId, fieldEventId), eq(boardView.id, id)));
	if (own) {
		const { name, shows, voice } = own;
		return { id, name: { vi: name, en: name }, part: shows, voice };
	}
	const area = floor.areas.get(id);
	if (area) return { id, name: area.name, part: { ...WHOLE_HALL, areas: [id] }, voice: true };
	const service = floor.services.get(id);
	if (!service) return null;
	return { id, name: service.name, part: { ...WHOLE_HALL, services: [id] }, voice: true };
}
