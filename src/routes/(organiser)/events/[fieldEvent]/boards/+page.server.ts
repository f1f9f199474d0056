import { fail, redirect } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { listBoards, removeBoard, saveBoard } from '#lib/server/setup/boards.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	...(await loadCatalogue({ params })),
	boards: await listBoards(db, Number(params.fieldEvent))
});

export const actions: Actions = {
	set: async ({ params, request, url }) => {
		const { catalogue } = await loadCatalogue({ params });
		const form = await request.formData();
		const wrong = await saveBoard(db, Number(params.fieldEvent), form, catalogue);
		if (wrong) return fail(400, { ...wrong, refusal: null });
		redirect(303, url.pathname);
	},
	remove: async ({ params, request, url }) => {
		const id = new FormReader(await request.formData()).text('id', { most: 40 });
		await removeBoard(db, Number(params.fieldEvent), id);
		redirect(303, url.pathname);
	}
};
