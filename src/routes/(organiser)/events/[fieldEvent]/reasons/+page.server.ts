import { readCarriers } from '#lib/server/setup/read-carriers.ts';
import { readReason } from '#lib/server/setup/read-reason.ts';
import { takeForm } from '#lib/server/setup/take-form.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadCatalogue;

export const actions: Actions = { set: takeForm(readReason), carriers: takeForm(readCarriers) };
