import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { boardView } from '#lib/server/db/hall.schema.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';
import { freeId } from '#lib/server/setup/read-words.ts';
import type { Catalogue } from '#lib/core/catalogue.ts';

/** A board of the hall: its name, which part of the hall it shows, and whether it speaks. */
export type BoardRow = typeof boardView.$inferSelect;

/** The boards of a field event by name. */
export function listBoards(db: Database, fieldEventId: number): Promise<BoardRow[]> {
	return db
		.select()
		.from(boardView)
		.where(eq(boardView.fieldEventId, fieldEventId))
		.orderBy(asc(boardView.name), asc(boardView.id));
}

/** Makes or changes a board; empty choices mean the whole hall. */
export async function saveBoard(
	db: Database,
	fieldEventId: number,
	form: FormData,
	catalogue: Catalogue
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const boards = await listBoards(db, fieldEventId);
	const id = read.text('id', { most: 40, required: false });
	const idsOf = (list: readonly { id: string }[]) => list.map((one) => one.id);
	const row = {
		fieldEventId,
		id: boards.some((board) => board.id === id) ? id : freeId('board-', boards),
		name: read.text('name', { most: 100 }),
		shows: {
			services: read.chosen('services', idsOf(catalogue.services)),
			areas: read.chosen('areas', idsOf(catalogue.areas)),
			booths: read.chosen('booths', idsOf(catalogue.booths))
		},
		voice: read.flag('voice')
	};
	if (!read.ok) return read.answer();
	await db
		.insert(boardView)
		.values(row)
		.onConflictDoUpdate({ target: [boardView.fieldEventId, boardView.id], set: row });
	return null;
}

export async function removeBoard(db: Database, fieldEventId: number, id: string): Promise<void> {
	await db
		.delete(boardView)
		.where(and(eq(boardView.fieldEventId, fieldEventId), eq(boardView.id, id)));
}
