import { fail, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { readNewFieldEvent } from '#lib/server/setup/read-new-field-event.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	today: dateInHall((await hallTime()).now())
});

export const actions: Actions = {
	default: async ({ request }) => {
		const read = readNewFieldEvent(await request.formData());
		if (!read.ok) return fail(400, { refused: read.refused, typed: read.typed });
		const id = await createFieldEvent(db, read.wanted);
		redirect(303, `/events/${id}`);
	}
};
