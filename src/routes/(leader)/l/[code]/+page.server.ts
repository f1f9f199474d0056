import { sql } from '#lib/server/db/connection.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { snapshot } from '#lib/server/floor/take-snapshot.ts';
import { admitLeaderLink, countOpening } from '#lib/server/outside/leader-link.ts';
import type { PageServerLoad } from './$types';

// The address is the secret: no copy of the page is kept, and the page itself asks for no Referer at all.
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const link = await admitLeaderLink(sql, params.code);
	const first = link && (await snapshot<'glance'>(link.fieldEventId, 'glance'));
	if (!link || !first) return { shown: null };
	await countOpening(sql, link.id);
	const { name, place } = await occasionOf(link.fieldEventId);
	const fieldEvent = { id: link.fieldEventId, name, place };
	return { shown: { code: params.code, fieldEvent, first, expiresAt: link.expiresAt } };
};
