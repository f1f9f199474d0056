import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { sql } from '#lib/server/db/connection.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { factsAsked } from '#lib/server/leader/facts-asked.ts';
import { figureFacts } from '#lib/server/leader/figure-facts.ts';
import { factsNames } from '#lib/server/leader/facts-names.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { actor } }) => {
	const id = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const { name } = await occasionOf(id);
	const asked = factsAsked(url.searchParams);
	const [page, names] = await Promise.all([
		figureFacts(sql, id, asked),
		factsNames(sql, id, asked)
	]);
	return {
		fieldEvent: { id, name },
		asked,
		page,
		names,
		me: { name: actor.name, role: actor.role }
	};
};
