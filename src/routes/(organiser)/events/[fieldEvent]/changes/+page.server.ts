import { db } from '#lib/server/db/connection.ts';
import { listChanges } from '#lib/server/setup/list-changes.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	...(await loadCatalogue({ params })),
	changes: await listChanges(db, Number(params.fieldEvent))
});
