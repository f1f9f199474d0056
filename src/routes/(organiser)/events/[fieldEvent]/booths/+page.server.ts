import { readArea, readBooth, readBoothRow } from '#lib/server/setup/read-booths.ts';
import { takeForm } from '#lib/server/setup/take-form.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadCatalogue;

export const actions: Actions = {
	add: takeForm(readBoothRow),
	set: takeForm(readBooth),
	area: takeForm(readArea)
};
