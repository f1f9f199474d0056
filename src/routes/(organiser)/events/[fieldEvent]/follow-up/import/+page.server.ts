import { error, type RequestEvent } from '@sveltejs/kit';
import { sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { lookAtFollowUp, runFollowUpImport } from '#lib/server/follow-up/run-follow-up-import.ts';
import { takingFile } from '#lib/server/setup/import/take-import.ts';
import { MOST_TABLE_BYTES, MOST_TABLE_ROWS } from '#lib/server/setup/read-table.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	most: { bytes: MOST_TABLE_BYTES, rows: MOST_TABLE_ROWS }
});

const kind = () => 'follow-up' as const;
const idOf = ({ params }: RequestEvent) => Number(params.fieldEvent);

export const actions: Actions = {
	look: takingFile(kind, ({ event, bytes }) => lookAtFollowUp(sql, idOf(event), bytes)),
	run: takingFile(kind, async ({ event, bytes, mark }) => {
		const { actor } = event.locals;
		const by = actor.kind === 'account' ? actor.accountId : error(403, 'not-allowed');
		const at = (await hallTime()).now();
		return runFollowUpImport(sql, { by, at, recordedIn: idOf(event) }, bytes, mark);
	})
};
