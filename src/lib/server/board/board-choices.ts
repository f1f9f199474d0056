import type { Words } from '#lib/core/catalogue.ts';
import { servicesOf } from '#lib/core/view/hall-view.ts';
import { db } from '../db/connection.ts';
import { shownFloor } from '../floor/hall.ts';
import { listBoards } from '../setup/boards.ts';

/** The call boards that can be opened: the organiser's own, and one for each area and service in use. */
export interface BoardChoices {
	own: { id: string; name: string; voice: boolean }[];
	areas: { id: string; name: Words }[];
	services: { id: string; name: Words }[];
}

/** Lists them, each in the organiser's order. 404 without such a field event. */
export async function boardChoices(fieldEventId: number): Promise<BoardChoices> {
	const floor = await shownFloor(fieldEventId);
	const own = await listBoards(db, fieldEventId);
	return {
		own: own.map(({ id, name, voice }) => ({ id, name, voice })),
		areas: [...floor.areas.values()].filter((area) => !area.withdrawn).map(named),
		services: servicesOf(floor).map(named)
	};
}

const named = ({ id, name }: { id: string; name: Words }) => ({ id, name });
