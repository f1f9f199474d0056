import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { occasionOf } from '#lib/server/floor/occasion.ts';
import { tick } from '#lib/server/setup/checklist.ts';
import { TEST_CODE } from '#lib/station/scanner/trial.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { actor } }) => {
	const fieldEventId = fieldEventOf(params) ?? 0;
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const { name } = await occasionOf(fieldEventId);
	return {
		fieldEventId,
		fieldEvent: name,
		me: { name: actor.name, role: actor.role },
		year: new Date((await hallTime()).now()).getFullYear(),
		testCode: drawQr(TEST_CODE)
	};
};

export const actions: Actions = {
	/** A scanner was read well here: that is noted, what was read is not. */
	worked: async ({ params, locals }) => {
		const seen = { by: locals.actor, byHand: false };
		await tick(db, fieldEventOf(params) ?? 0, 'scanner', seen);
	}
};
