import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { trialSlip } from '#lib/server/floor/trial-slip.ts';
import { tick } from '#lib/server/setup/checklist.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (params: { fieldEvent: string }) =>
	fieldEventOf(params) ?? error(404, 'no-such-field-event');

/** `?gate=g2`: as that gate prints; without it, as the first. */
export const load: PageServerLoad = async ({ params, url }) => {
	const trial = await trialSlip(idOf(params), url.searchParams.get('gate'));
	if (!trial) error(404, 'no-such-gate');
	const { code, head, ...rest } = trial;
	return {
		...rest,
		head,
		follow: code === null ? null : drawQr(code),
		wifi: head.wifi && { code: drawQr(head.wifi.join), name: head.wifi.name }
	};
};

export const actions: Actions = {
	default: async ({ params, locals }) => {
		await tick(db, idOf(params), 'printer', { by: locals.actor, byHand: true });
		return { ticked: true };
	}
};
