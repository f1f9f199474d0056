import { readTemplate } from '#lib/server/setup/add-template.ts';
import { readPreChecks } from '#lib/server/setup/read-pre-checks.ts';
import { readService } from '#lib/server/setup/read-service.ts';
import { takeForm } from '#lib/server/setup/take-form.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadCatalogue;

export const actions: Actions = {
	set: takeForm(readService),
	questions: takeForm(readPreChecks),
	template: takeForm(readTemplate)
};
