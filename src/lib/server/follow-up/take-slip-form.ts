import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { followUpId } from '#lib/core/follow-up-id.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { hallTime } from '#lib/server/floor/hall.ts';
import { findFiles, type FileReach } from './find-files.ts';
import { setStandings, type SettingContext } from './set-standing.ts';
import { showFound } from './show-follow-up.ts';

/** As long as a slip's link may be. */
const SOUGHT_MOST = 400;

/** Whoever has pressed, now, in the field event of the address. */
export async function settingContext({ params, locals }: RequestEvent): Promise<SettingContext> {
	const { actor } = locals;
	if (actor.kind !== 'account') error(403, 'not-allowed');
	const at = (await hallTime()).now();
	return { by: actor.accountId, at, recordedIn: Number(params.fieldEvent) };
}

const soughtIn = (form: FormData) => String(form.get('sought') ?? '').slice(0, SOUGHT_MOST);

/**
 * The two forms of whoever meets a citizen with an earlier slip: it is scanned or typed, then one of its files is
 * recorded as activated. The second form brings what was scanned once more, because it is what admits to the file.
 */
export function slipActions(reach: FileReach) {
	return {
		find: async ({ params, request }: RequestEvent) => {
			const sought = soughtIn(await request.formData());
			const found = await showFound(db, sql, Number(params.fieldEvent), sought, reach);
			if ('refused' in found) return fail(404, { notFound: found.refused });
			return { found: found.files, sought };
		},
		activate: async (event: RequestEvent) => {
			const form = await event.request.formData();
			const context = await settingContext(event);
			const found = await findFiles(sql, context.recordedIn, soughtIn(form), reach);
			if ('refused' in found) return fail(404, { notFound: found.refused });
			const wanted = found.files
				.filter((file) => followUpId(file.fieldEventId, file) === form.get('row'))
				.map((file) => ({ file, to: { state: 'activated' as const } }));
			const done = await sql.begin((tx) => setStandings(tx, wanted, 'hand', context));
			return { done };
		}
	};
}
