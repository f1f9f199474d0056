import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { feedEvents } from '#lib/server/open/feed-figures.ts';
import { listFeedKeys, makeFeedKey, revokeFeedKey } from '#lib/server/open/feed-key.ts';
import { FEED_TABLES } from '#lib/server/open/feed-tables.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
	keys: await listFeedKeys(sql),
	events: (await feedEvents(sql)).map(({ id, name }) => ({ id, name })),
	tables: Object.keys(FEED_TABLES),
	address: `${staffOrigin(url)}/api/open/v1`
});

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const label = textOf(await request.formData(), 'label').trim();
		if (label === '') return fail(400, { missing: true });
		const { id, key } = await makeFeedKey(db, { label, by: locals.actor });
		return { made: { id, key, label } };
	},
	revoke: async ({ request, locals }) => {
		const id = textOf(await request.formData(), 'key');
		await revokeFeedKey(db, sql, { id, by: locals.actor });
		return { revoked: id };
	}
};
