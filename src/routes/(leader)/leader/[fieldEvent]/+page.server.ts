import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { sql } from '#lib/server/db/connection.ts';
import { officerHours } from '#lib/server/leader/officer-hours.ts';
import { satisfactionFigures } from '#lib/server/opinion/satisfaction-figures.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { params, url, depends, isDataRequest } = event;
	const { actor } = event.locals;
	const id = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const { name, place } = await occasionOf(id);
	depends('leader:beside');
	const [first, satisfaction] = await Promise.all([
		snapshot<'leader'>(id, 'leader'),
		satisfactionFigures(sql, id)
	]);
	if (!first) error(404, 'no-such-field-event');
	// A tenth of a second over a whole day's journal: the page asks for it when its figures have been painted.
	const officers = isDataRequest ? await officerHours(sql, id, first.at) : null;
	const me = { name: actor.name, role: actor.role };
	return {
		fieldEvent: { id, name, place },
		first,
		satisfaction,
		officers,
		me,
		big: url.searchParams.has('big')
	};
};
