import type { Sql } from 'postgres';
import { followUpId } from '#lib/core/follow-up-id.ts';
import { readFiles, type FileFilter, type FileRow } from './file-rows.ts';
import { readStandingForm, type StandingRefusal } from './read-standing-form.ts';
import { setStandings, type SetStandings, type SettingContext } from './set-standing.ts';

/** What became of a form that sets where the chosen files stand. */
export type TakenStandings = { done: SetStandings } | { refused: StandingRefusal };

/**
 * Sets where files of a field event stand: those whose row ids a form names, or with `all` every file of the list that
 * was shown (`filter`). One file is set to whatever is wanted; many are only led on, or all set back to waiting.
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
	// Among many that were ticked at once, some are further on than who ticked them had in mind.
	const how = wanted.length === 1 || to.state === 'waiting' ? 'hand' : 'list';
	return { done: await sql.begin((tx) => setStandings(tx, wanted, how, context)) };
}

async function namedFiles(sql: Sql, fieldEventId: number, ids: string[]): Promise<FileRow[]> {
	const wanted = new Set(ids);
	const files = await readFiles(sql, [fieldEventId]);
	return files.filter((file) => wanted.has(followUpId(fieldEventId, file)));
}
