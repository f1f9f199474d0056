import { error, fail, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { environment } from '#lib/server/environment.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { followable } from '#lib/server/setup/reach.ts';
import { saveReach } from '#lib/server/setup/save-reach.ts';
import { wifiText } from '#lib/server/setup/wifi-text.ts';
import { namedOrigin, tlsState } from '#lib/server/tls/tls-state.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const row = await findFieldEvent(db, Number(params.fieldEvent));
	if (!row) error(404, 'no-such-field-event');
	const { way, address, wifiName, wifiPassword, provenAt, trialCode } = row.reach;
	const { httpOrigins } = tlsState();
	const trial = address === '' ? null : `${address}/reach/${row.id}/${trialCode}`;
	return {
		reach: { way, address, wifiName, wifiPassword },
		provenAt: followable(row.reach) && provenAt ? Date.parse(provenAt) : null,
		trial: trial && { address: trial, qr: drawQr(trial) },
		wifi: way === 'hall-wifi' ? drawQr(wifiText(wifiName, wifiPassword)) : null,
		suggested: [environment.publicUrl, ...httpOrigins, namedOrigin(httpOrigins)].filter(
			(one) => one !== null
		)
	};
};

export const actions: Actions = {
	default: async ({ params, request, url, locals }) => {
		const form = await request.formData();
		const maker = { by: locals.actor, at: (await hallTime()).now() };
		const wrong = await saveReach(db, Number(params.fieldEvent), form, maker);
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, url.pathname);
	}
};
