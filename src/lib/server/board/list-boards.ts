import { asc, eq } from 'drizzle-orm';
import type { Words } from '#lib/core/catalogue.ts';
import { servicesOf } from '#lib/core/view/hall-view.ts';
import { db } from '../db/connection.ts';
import { boardView } from '../db/hall.schema.ts';
import { shownFloor } from '../floor/hall.ts';

/** The boards that a field event has: its own, and one for each area and service in use. */
export interface Boards {
	own: { id: string; name: string; voice: boolean }[];
	areas: { id: string; name: Words }[];
	services: { id: string; name: Words }[];
}

/** Lists them, each in the organiser's order. 404 without such a field event. */
export async function listBoards(fieldEventId: number): Promise<Boards> {
	const floor = await shownFloor(fieldEventId);
	const own = await db
		.select({ id: boardView.id, name: boardView.name, voice: boardView.voice })
		.from(boardView)
		.where(eq(boardView.fieldEventId, fieldEventId))
		.orderBy(asc(boardView.name));
	return {
		own,
		areas: [...floor.areas.values()].filter((area) => !area.withdrawn).map(named),
		services: servicesOf(floor).map(named)
	};
}

const named = ({ id, name }: { id: string; name: Words }) => ({ id, name });
