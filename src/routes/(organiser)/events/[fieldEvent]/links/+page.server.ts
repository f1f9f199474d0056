import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import {
	listLeaderLinks,
	makeLeaderLink,
	revokeLeaderLink
} from '#lib/server/outside/leader-link.ts';
import { linkLastsOf, linkUntil } from '#lib/server/outside/link-until.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('leader:links');
	return { links: await listLeaderLinks(sql, Number(params.fieldEvent)), now: Date.now() };
};

export const actions: Actions = {
	make: async ({ params, request, locals, url }) => {
		const sent = await request.formData();
		const label = textOf(sent, 'label').trim();
		const lasts = linkLastsOf(textOf(sent, 'lasts'));
		if (label === '') return fail(400, { missing: true, lasts });
		const until = new Date(linkUntil(lasts, Date.now()));
		const fieldEventId = Number(params.fieldEvent);
		const made = await makeLeaderLink(db, { fieldEventId, label, until, by: locals.actor });
		const address = staffOrigin(url) + made.path;
		return { made: { id: made.id, label, address, until: until.getTime(), qr: drawQr(address) } };
	},
	revoke: async ({ params, request, locals }) => {
		const id = textOf(await request.formData(), 'link');
		const fieldEventId = Number(params.fieldEvent);
		await revokeLeaderLink(db, sql, { fieldEventId, id, by: locals.actor });
		return { revoked: id };
	}
};
