import { db } from '#lib/server/db/connection.ts';
import { listFieldEvents } from '#lib/server/setup/field-event.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const rows = await listFieldEvents(db);
	return {
		events: rows.map(({ id, name, place, status, day, rules }) => ({
			id,
			name,
			place,
			status,
			day,
			days: rules.days
		}))
	};
};
