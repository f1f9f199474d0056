import { fail, type RequestEvent } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import {
	SET_UP_KINDS,
	type ImportKind,
	type SeenPlan,
	type SetUpKind
} from '#lib/server/setup/import/plan.ts';
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
export function importKindOf(text: unknown): SetUpKind {
	return SET_UP_KINDS.find((kind) => kind === text) ?? 'units';
}

/** A file is looked at, and shown. */
export const lookAtFile = takingFile(importKindOf, async ({ event, kind, bytes }) =>
	lookAtImport(await doorOf(event), kind, bytes)
);

/** A file that was looked at is imported. */
export const importFile = takingFile(importKindOf, async ({ event, kind, bytes, mark }) =>
	runImport(await doorOf(event), kind, bytes, mark)
);

async function doorOf({ params, locals }: RequestEvent): Promise<ImportDoor> {
	const fieldEventId = Number(params.fieldEvent);
	return {
		db,
		sql,
		fieldEventId,
		by: locals.actor,
		at: (await hallTime()).now(),
		takeWishes: (wishes) => takeWishes(fieldEventId, wishes, locals.actor)
	};
}

/** A file as a form brings it. */
interface SentFile<Kind> {
	event: RequestEvent;
	kind: Kind;
	bytes: Uint8Array;
	/** What was accepted; empty when the file is only looked at. */
	mark: string;
}

/** An action that takes a form with a file, and gives the page what became of it; a fault is a failure. */
export function takingFile<Kind extends ImportKind>(
	kindOf: (text: unknown) => Kind,
	act: (sent: SentFile<Kind>) => Promise<ImportAnswer<SeenPlan>>
) {
	return async (event: RequestEvent) => {
		const form = await event.request.formData();
		const kind = kindOf(form.get('kind'));
		const file = form.get('file');
		const unreadable = (why: Extract<ShownImport, { did: 'unreadable' }>['why']) =>
			fail(400, { shown: { kind, did: 'unreadable', why } satisfies ShownImport as ShownImport });
		if (!(file instanceof File) || file.size === 0) return unreadable({ code: 'no-file' });
		if (file.size > MOST_TABLE_BYTES) {
			return unreadable({ code: 'too-large', limit: MOST_TABLE_BYTES });
		}
		const bytes = new Uint8Array(await file.arrayBuffer());
		const mark = String(form.get('mark') ?? '');
		const shown = showImport(kind, await act({ event, kind, bytes, mark }));
		const isFault = shown.did !== 'imported' && (shown.did !== 'seen' || shown.plan.badCells > 0);
		return isFault ? fail(400, { shown }) : { shown };
	};
}
