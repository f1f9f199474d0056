import { sql } from '#lib/server/db/connection.ts';
import { lookAtFollowUp, runFollowUpImport } from '#lib/server/follow-up/run-follow-up-import.ts';
import { settingContext } from '#lib/server/follow-up/take-slip-form.ts';
import { takingFile } from '#lib/server/setup/import/take-import.ts';
import { MOST_TABLE_BYTES, MOST_TABLE_ROWS } from '#lib/server/setup/read-table.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	most: { bytes: MOST_TABLE_BYTES, rows: MOST_TABLE_ROWS }
});

const kind = () => 'follow-up' as const;

export const actions: Actions = {
	look: takingFile(kind, ({ event, bytes }) =>
		lookAtFollowUp(sql, Number(event.params.fieldEvent), bytes)
	),
	run: takingFile(kind, async ({ event, bytes, mark }) =>
		runFollowUpImport(sql, await settingContext(event), bytes, mark)
	)
};
