import { usualQuestion } from '#lib/core/planner/plan-question.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { catalogue, day } = await loadCatalogue({ params });
	return {
		usual: usualQuestion(catalogue, Math.max(1, day)),
		today: Math.max(1, day),
		names: Object.fromEntries(catalogue.services.map(({ id, name }) => [id, name]))
	};
};
