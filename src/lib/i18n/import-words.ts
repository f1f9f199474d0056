import type { Words } from '#lib/core/catalogue.ts';
import { FOLLOW_UP_STATES } from '#lib/core/follow-up.ts';
import type {
	CellRefusal,
	HeaderRefusal,
	ImportColumn,
	ImportKind,
	PlannedField
} from '#lib/server/setup/import/plan.ts';
import type { TableRefusal } from '#lib/server/setup/read-table.ts';
import { followUpStateWords, rejectionWords } from '#lib/i18n/follow-up-words.ts';
import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { refusalText } from '#lib/i18n/refusal-words.ts';
import { roleWords } from '#lib/i18n/role-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';

/* What is said about a file that is brought in; a code without words does not compile. */

export const importKindWords = {
	units: m.setup_import_units,
	booths: m.setup_import_booths,
	staff: m.setup_import_staff,
	services: m.setup_import_services,
	'follow-up': m.follow_kind
} satisfies Record<ImportKind, unknown>;

/** Headers of the templates; a file may use many others. */
export const importColumnWords = {
	unit: m.setup_column_unit,
	service: m.setup_column_service,
	target: m.setup_column_target,
	eligible: m.setup_column_eligible,
	name: m.setup_column_name,
	role: m.setup_column_role,
	signInName: m.setup_column_sign_in_name,
	number: m.setup_column_number,
	word: m.setup_column_word,
	services: m.setup_column_services,
	seats: m.setup_column_seats,
	area: m.setup_column_area,
	level: m.setup_column_level,
	row: m.follow_column_row,
	ticket: m.follow_column_ticket,
	takenOn: m.follow_column_taken_on,
	state: m.follow_column_state,
	reason: m.follow_column_reason,
	appointmentDate: m.follow_column_appointment_date,
	appointmentTime: m.follow_column_appointment_time,
	appointmentPlace: m.follow_column_appointment_place
} satisfies Record<ImportColumn, unknown>;

const kilobytes = (bytes: number) => count(Math.floor(bytes / 1000));

type FileRefusal = TableRefusal | HeaderRefusal;
const fileSentences: {
	[Code in FileRefusal['code']]: (refusal: Extract<FileRefusal, { code: Code }>) => string;
} = {
	'no-file': () => m.setup_file_none(),
	empty: () => m.setup_file_empty(),
	'not-a-table': () => m.setup_file_not_a_table(),
	'old-excel': () => m.setup_file_old_excel(),
	'broken-file': () => m.setup_file_broken(),
	'broken-text': () => m.setup_file_broken_text(),
	'too-large': ({ limit }) => m.setup_file_too_large({ limit: kilobytes(limit) }),
	'too-many-rows': ({ limit }) => m.setup_file_too_many_rows({ limit: count(limit) }),
	'no-header': ({ missing, looksLike, sheets }) => {
		if (looksLike) return m.setup_file_looks_like({ kind: importKindWords[looksLike]() });
		const columns = missing.map((one) => `“${importColumnWords[one]()}”`).join(', ');
		return sheets.length > 1
			? m.setup_file_no_header_sheets({ columns, sheets: sheets.join(', ') })
			: m.setup_file_no_header({ columns });
	}
};

/** Why nothing of a file could be read, and what to do about it. */
export function fileRefusalText(refusal: FileRefusal): string {
	return (fileSentences[refusal.code] as (refusal: FileRefusal) => string)(refusal);
}

const list = (known: readonly Words[]) => known.map((one) => wordsIn(one)).join('; ');

const cellSentences: {
	[Code in CellRefusal['code']]: (refusal: Extract<CellRefusal, { code: Code }>) => string;
} = {
	missing: () => m.setup_cell_missing(),
	'not-a-number': () => m.setup_cell_not_a_number(),
	'not-whole': () => m.setup_cell_not_whole(),
	'is-a-date': () => m.setup_cell_is_a_date(),
	'formula-error': () => m.setup_cell_formula_error(),
	'broken-text': () => m.setup_cell_broken_text(),
	'old-font': () => m.setup_cell_old_font(),
	'organiser-by-hand': () => m.setup_cell_organiser(),
	'not-a-sign-in-name': () => m.setup_cell_not_a_sign_in_name(),
	'sign-in-name-taken': () => m.setup_cell_sign_in_name_taken(),
	'not-a-booth-number': () => m.setup_cell_not_a_booth_number(),
	'roaming-changes': () => m.setup_cell_roaming_changes(),
	'target-without-service': () => m.setup_cell_target_without_service(),
	'out-of-range': ({ least, most }) =>
		m.setup_cell_out_of_range({ least: count(least), most: count(most) }),
	'too-long': ({ limit }) => m.setup_cell_too_long({ limit: count(limit) }),
	'unknown-service': ({ known }) => m.setup_cell_unknown_service({ known: list(known) }),
	'unknown-area': ({ known }) => m.setup_cell_unknown_area({ known: list(known) }),
	'unknown-role': () =>
		m.setup_cell_unknown_role({
			known: (['officer', 'gate', 'supervisor', 'leader', 'board'] as const)
				.map((role) => roleWords[role]())
				.join('; ')
		}),
	'unknown-word': () => m.setup_cell_unknown_word(),
	twice: ({ row }) => m.setup_cell_twice({ row: String(row) }),
	'same-person': ({ row }) => m.setup_cell_same_person({ row: String(row) }),
	hall: ({ refusal }) => refusalText(refusal.refused, refusal.detail),
	'not-a-date': () => m.follow_cell_not_a_date(),
	'not-a-time': () => m.follow_cell_not_a_time(),
	'unknown-state': () =>
		m.follow_cell_unknown_state({
			known: FOLLOW_UP_STATES.map((state) => followUpStateWords[state]()).join('; ')
		}),
	'unknown-reason': ({ known }) =>
		m.follow_cell_unknown_reason({
			known: known.map((reason) => rejectionWords[reason]()).join('; ')
		}),
	'not-a-row': () => m.follow_cell_not_a_row(),
	'row-of-another': () => m.follow_cell_row_of_another(),
	'row-gone': () => m.follow_cell_row_gone(),
	'activated-already': () => m.follow_cell_activated()
};

/** What is wrong with one cell, and how to mend it. */
export function cellRefusalText(refusal: CellRefusal): string {
	return (cellSentences[refusal.code] as (refusal: CellRefusal) => string)(refusal);
}

/** One thing that a row sets: `Chỉ tiêu Mức độ 2: 100 → 120`, or `Số chỗ: 1` where nothing stood. */
export function plannedFieldText({ field, of, from, to }: PlannedField): string {
	const column = importColumnWords[field]();
	const name = of ? `${column} (${wordsIn(of)})` : column;
	const told = (value: string | number | null) =>
		value === null
			? '–'
			: typeof value === 'number'
				? count(value)
				: field === 'role' && value in roleWords
					? roleWords[value as keyof typeof roleWords]()
					: value;
	return from === null ? `${name}: ${told(to)}` : `${name}: ${told(from)} → ${told(to)}`;
}
