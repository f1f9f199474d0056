import type { Words } from '#lib/core/catalogue.ts';
import { sql } from '../db/connection.ts';
import { missedScreens } from './board-watch.ts';
import { findBoard } from './find-board.ts';

/** A screen on a wall that is not heard from any more. */
export interface MissedBoard {
	screenId: string;
	/** Null for the board of the whole hall. */
	name: Words | null;
	/** Real ms since it was there last. */
	silentMs: number;
}

/** The boards of a field event that are missed; one that nobody offers any more is not. 404 without such a field event. */
export async function missedBoards(fieldEventId: number): Promise<MissedBoard[]> {
	const screens = await missedScreens(sql, fieldEventId);
	const found = await Promise.all(
		screens.map(async ({ screenId, boardId, silentMs }) => {
			const board = await findBoard(fieldEventId, boardId);
			return board && { screenId, name: board.name, silentMs };
		})
	);
	return found.filter((one) => one !== null);
}
