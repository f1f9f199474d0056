import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { sql } from '#lib/server/db/connection.ts';
import { officerHours } from '#lib/server/leader/officer-hours.ts';
import { satisfactionFigures } from '#lib/server/opinion/satisfaction-figures.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, depends, locals: { actor } }) => {
	const id = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const { name, place } = await occasionOf(id);
	const first = await snapshot<'leader'>(id, 'leader');
	if (!first) error(404, 'no-such-field-event');
	const me = { name: actor.name, role: actor.role };
	depends('leader:beside');
	const [satisfaction, officers] = await Promise.all([
		satisfactionFigures(sql, id),
		officerHours(sql, id, first.at)
	]);
	return {
		fieldEvent: { id, name, place },
		first,
		satisfaction,
		officers,
		me,
		big: url.searchParams.has('big')
	};
};
