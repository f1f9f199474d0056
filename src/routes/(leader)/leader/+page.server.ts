import { error } from '@sveltejs/kit';
import { sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { venueDays } from '#lib/server/leader/venue-days.ts';
import { venuesOf } from '#lib/server/leader/venues.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, depends, url }) => {
	if (actor.kind === 'nobody') error(401, 'signed-out');
	depends('leader:overview');
	const venues = await venuesOf(sql, actor);
	const open = venues.filter(({ status }) => status === 'open');
	const [days, firsts] = await Promise.all([
		venueDays(
			sql,
			venues.map(({ id }) => id)
		),
		Promise.all(open.map(({ id }) => snapshot<'glance'>(id, 'glance')))
	]);
	return {
		venues,
		days,
		firsts: firsts.filter((first) => first !== null),
		at: (await hallTime()).now(),
		me: { name: actor.name, role: actor.role },
		of: url.searchParams.get('of'),
		big: url.searchParams.has('big')
	};
};
