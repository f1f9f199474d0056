import type { Database } from '#lib/server/account/database.ts';
import type { HandFields, Letterhead } from '#lib/server/db/report.schema.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';
import { askedReport } from './open-report.ts';
import type { Period } from './period.ts';
import { HAND_FIELDS, LETTERHEAD_FIELDS, saveFields, saveSettings } from './report-rows.ts';

const MOST_TEXT = 4_000;
const MOST_LINE = 300;
const LONG: readonly (keyof Letterhead)[] = ['authority', 'recipients'];

/** Saves what was written by hand for one report, or says what is wrong and gives everything back. */
export async function takeFields(
	db: Database,
	fieldEventId: number,
	period: Period,
	form: FormData
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const fields = Object.fromEntries(
		HAND_FIELDS.map((name) => [name, read.text(name, { most: MOST_TEXT, required: false })])
	) as unknown as HandFields;
	if (!read.ok) return read.answer();
	await saveFields(db, fieldEventId, period, fields);
	return null;
}

/**
 * As `takeFields`, for the report that an address asks for.
 * @param at hall time, ms
 */
export async function takeFieldsAsked(
	db: Database,
	fieldEventId: number,
	query: URLSearchParams,
	at: number,
	form: FormData
): Promise<RefusedForm | null> {
	const asked = await askedReport(db, fieldEventId, query, at);
	return asked ? takeFields(db, fieldEventId, asked.period, form) : null;
}

export async function takeLetterhead(
	db: Database,
	fieldEventId: number,
	form: FormData
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const letterhead = Object.fromEntries(
		LETTERHEAD_FIELDS.map((name) => [
			name,
			read.text(name, { most: LONG.includes(name) ? 1_000 : MOST_LINE, required: false })
		])
	) as unknown as Letterhead;
	if (!read.ok) return read.answer();
	await saveSettings(db, fieldEventId, { letterhead });
	return null;
}

/** Three thresholds in whole percents, each lower than the one before. */
export async function takeGrades(
	db: Database,
	fieldEventId: number,
	form: FormData
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const grades = {
		good: read.whole('good', 1, 1_000),
		fair: read.whole('fair', 1, 1_000),
		average: read.whole('average', 1, 1_000)
	};
	if (read.ok && grades.fair >= grades.good) {
		read.refuse('fair', { code: 'out-of-range', least: 1, most: grades.good - 1 });
	}
	if (read.ok && grades.average >= grades.fair) {
		read.refuse('average', { code: 'out-of-range', least: 1, most: grades.fair - 1 });
	}
	if (!read.ok) return read.answer();
	await saveSettings(db, fieldEventId, { grades });
	return null;
}
