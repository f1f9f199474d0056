import { fail, redirect } from '@sveltejs/kit';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { copyFieldEvent } from '#lib/server/setup/copy-field-event.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { listFieldEvents } from '#lib/server/setup/field-event.ts';
import { dateInHall } from '#lib/server/setup/hall-date.ts';
import { readCopy, readNewFieldEvent, sourceOf } from '#lib/server/setup/read-new-field-event.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	today: dateInHall((await hallTime()).now()),
	earlier: (await listFieldEvents(db)).map(({ id, name, organiser, rules }) => {
		return { id, name, organiser, date: rules.days[0]?.date ?? '' };
	})
});

export const actions: Actions = {
	default: async ({ request }) => {
		const form = await request.formData();
		const source = sourceOf(form);
		const read = source === null ? readNewFieldEvent(form) : readCopy(form);
		if (!read.ok) return fail(400, { refused: read.refused, typed: read.typed });
		const id =
			'gates' in read.wanted
				? await createFieldEvent(db, read.wanted)
				: await copyFieldEvent(db, sql, source ?? 0, read.wanted);
		redirect(303, id === null ? '/events' : `/events/${id}`);
	}
};
