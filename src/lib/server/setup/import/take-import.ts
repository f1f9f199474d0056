import { fail, type RequestEvent } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { IMPORT_KINDS, type ImportKind } from '#lib/server/setup/import/plan.ts';
import {
	lookAtImport,
	runImport,
	type ImportAnswer,
	type ImportDoor
} from '#lib/server/setup/import/run-import.ts';
import { showImport, type ShownImport } from '#lib/server/setup/import/show-import.ts';
import { takeWishes } from '#lib/server/setup/import/take-wishes.ts';
import { MOST_TABLE_BYTES } from '#lib/server/setup/read-table.ts';

/** The kind that an address or a form names; units when it names none. */
export function importKindOf(text: unknown): ImportKind {
	return IMPORT_KINDS.find((kind) => kind === text) ?? 'units';
}

/** A file is looked at, and shown. */
export const lookAtFile = taking((door, kind, bytes) => lookAtImport(door, kind, bytes));

/** A file that was looked at is imported. */
export const importFile = taking((door, kind, bytes, mark) => runImport(door, kind, bytes, mark));

function taking(
	act: (
		door: ImportDoor,
		kind: ImportKind,
		bytes: Uint8Array,
		mark: string
	) => Promise<ImportAnswer>
) {
	return async ({ params, request, locals }: RequestEvent) => {
		const fieldEventId = Number(params.fieldEvent);
		const form = await request.formData();
		const kind = importKindOf(form.get('kind'));
		const file = form.get('file');
		const unreadable = (why: Extract<ShownImport, { did: 'unreadable' }>['why']) =>
			fail(400, { shown: { kind, did: 'unreadable', why } satisfies ShownImport as ShownImport });
		if (!(file instanceof File) || file.size === 0) return unreadable({ code: 'no-file' });
		if (file.size > MOST_TABLE_BYTES) {
			return unreadable({ code: 'too-large', limit: MOST_TABLE_BYTES });
		}
		const door: ImportDoor = {
			db,
			sql,
			fieldEventId,
			by: locals.actor,
			takeWishes: (wishes) => takeWishes(fieldEventId, wishes, locals.actor)
		};
		const bytes = new Uint8Array(await file.arrayBuffer());
		const answer = await act(door, kind, bytes, String(form.get('mark') ?? ''));
		const shown = showImport(kind, answer);
		const isFault = shown.did !== 'imported' && (shown.did !== 'seen' || shown.plan.badCells > 0);
		return isFault ? fail(400, { shown }) : { shown };
	};
}
