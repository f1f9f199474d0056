import { importFile, importKindOf, lookAtFile } from '#lib/server/setup/import/take-import.ts';
import { MOST_TABLE_BYTES, MOST_TABLE_ROWS } from '#lib/server/setup/read-table.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	kind: importKindOf(url.searchParams.get('kind')),
	most: { bytes: MOST_TABLE_BYTES, rows: MOST_TABLE_ROWS }
});

export const actions: Actions = { look: lookAtFile, run: importFile };
