import { db } from '#lib/server/db/connection.ts';
import { clipsOf } from '#lib/server/voice/store-clip.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	clips: await clipsOf(db, Number(params.fieldEvent))
});
