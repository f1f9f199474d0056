import { db } from '#lib/server/db/connection.ts';
import { readArea, readBooth, readBoothRow } from '#lib/server/setup/read-booths.ts';
import { takeForm } from '#lib/server/setup/take-form.ts';
import { unitNames } from '#lib/server/setup/units.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	...(await loadCatalogue({ params })),
	unitNames: await unitNames(db, Number(params.fieldEvent))
});

export const actions: Actions = {
	add: takeForm(readBoothRow),
	set: takeForm(readBooth),
	area: takeForm(readArea)
};
