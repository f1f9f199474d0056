import type { Sql } from 'postgres';
import { fieldEventCode, followUpId, readFollowUpId } from '#lib/core/follow-up-id.ts';
import { keyText, readFiles, type FileFilter, type FileRow } from './file-rows.ts';
import { findFiles } from './find-files.ts';
import { readStandingForm, type StandingRefusal } from './read-standing-form.ts';
import { setStandings, type SetStandings, type SettingContext } from './set-standing.ts';

/** What became of a form that sets where the chosen files stand. */
export type TakenStandings = { done: SetStandings } | { refused: StandingRefusal };

/**
 * Sets where files stand: those whose row ids a form names, also of an earlier field event, or with `all` every file of
 * the list that was shown (`filter`).
 */
export async function takeStandingForm(
	sql: Sql,
	context: SettingContext,
	filter: FileFilter,
	form: FormData
): Promise<TakenStandings> {
	const to = readStandingForm(form);
	if ('refused' in to) return to;
	const files =
		form.get('all') === 'on'
			? await readFiles(sql, [context.recordedIn], { filter })
			: await namedFiles(sql, context.recordedIn, form.getAll('row').map(String));
	if (files.length === 0) return { refused: 'no-rows' };
	const wanted = files.map((file) => ({ file, to }));
	return { done: await sql.begin((tx) => setStandings(tx, wanted, 'hand', context)) };
}

async function namedFiles(sql: Sql, fieldEventId: number, ids: string[]): Promise<FileRow[]> {
	const code = fieldEventCode(fieldEventId);
	const here = new Set(ids.filter((id) => readFollowUpId(id)?.code === code));
	const own = here.size === 0 ? [] : await readFiles(sql, [fieldEventId]);
	const named = own.filter((file) => here.has(followUpId(fieldEventId, file)));
	const others = new Map<string, FileRow>();
	for (const id of ids.filter((one) => !here.has(one))) {
		const found = await findFiles(sql, fieldEventId, id);
		if ('files' in found) for (const file of found.files) others.set(keyText(file), file);
	}
	return [...named, ...others.values()];
}
