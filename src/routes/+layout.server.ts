import type { LayoutServerLoad } from './$types';

/** Whether every page says that its figures are simulated. */
export const load: LayoutServerLoad = ({ locals }) => ({ demo: locals.demo });
