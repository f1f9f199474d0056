import { fieldEventCode, followUpId, readFollowUpId } from '#lib/core/follow-up-id.ts';
import {
	FOLLOW_UP_STATES,
	judgeMove,
	REJECTION_REASONS,
	type FollowUpStanding
} from '#lib/core/follow-up.ts';
import { followUpStateWords, rejectionWords, standingDetail } from '#lib/i18n/follow-up-words.ts';
import { followUpStateNicknames } from '#lib/i18n/import-headers.ts';
import { locales } from '#lib/i18n/paraglide/runtime.js';
import { CellReader } from '#lib/server/setup/import/cells.ts';
import { dateOfCell, minutesOfCell } from '#lib/server/setup/import/date-cells.ts';
import { findTable } from '#lib/server/setup/import/find-table.ts';
import type { HeaderRefusal, ImportColumn, SeenPlan } from '#lib/server/setup/import/plan.ts';
import { plainKey } from '#lib/server/setup/name-key.ts';
import type { TableRow, TableSheet } from '#lib/server/setup/read-table.ts';
import { fileLabel, type FileRow } from './file-rows.ts';
import type { WantedStanding } from './set-standing.ts';

/** What a list of files would do. */
export interface FollowUpPlan extends SeenPlan {
	deeds: WantedStanding[];
}

export const PLACE_MOST = 200;

/** Words of every language of the program, and what lists write besides, without accents. */
const keysOf = <Value extends string>(
	values: readonly Value[],
	words: Readonly<Record<Value, (inputs?: object, options?: { locale: 'vi' | 'en' }) => string>>,
	nicknames: Partial<Record<Value, readonly string[]>> = {}
) =>
	Object.fromEntries(
		values.map((value) => {
			const own = locales.map((locale) => plainKey(words[value]({}, { locale })));
			return [value, [...own, ...(nicknames[value] ?? [])]];
		})
	) as unknown as Record<Value, string[]>;

const STATE_KEYS = keysOf(FOLLOW_UP_STATES, followUpStateWords, followUpStateNicknames);
const REASON_KEYS = keysOf(REJECTION_REASONS, rejectionWords);

/**
 * Reads a list of files against where they stand: what it would change, and every cell that is wrong. A row without a
 * state leaves its file as it is, and so does one that says what is known already.
 */
export function planFollowUp(
	sheets: readonly TableSheet[],
	fieldEventId: number,
	files: readonly FileRow[]
): FollowUpPlan | HeaderRefusal {
	const table = findTable(sheets, 'follow-up', []);
	if ('code' in table) return table;
	const cells = new CellReader(table.headers, table.places);
	const known = new Map(files.map((file) => [followUpId(fieldEventId, file), file]));
	const seen = new Map<string, number>();
	const planned: SeenPlan['planned'] = [];
	const deeds: WantedStanding[] = [];
	for (const row of table.rows) {
		const file = fileOf(row, cells, fieldEventId, known, seen);
		const to = standingOf(row, cells);
		if (!file) continue;
		const judged = to ? judgeMove(file.standing, to, 'list') : 'stays';
		if (judged === 'refused') cells.refuse(row, 'state', { code: 'activated-already' });
		const moves = to !== null && judged === 'moves';
		if (moves) deeds.push({ file, to });
		planned.push({
			row: row.number,
			what: moves ? 'changed' : 'left',
			name: fileLabel(file),
			fields: moves ? [{ field: 'state', of: null, from: told(file.standing), to: told(to) }] : []
		});
	}
	return {
		kind: 'follow-up',
		sheet: table.sheet,
		rows: table.rows.length,
		examples: table.examples,
		ignored: table.ignored,
		bad: cells.bad.sort((a, b) => a.row - b.row),
		planned,
		deeds
	};
}

function told(standing: FollowUpStanding): string {
	const detail = standingDetail(standing);
	const state = followUpStateWords[standing.state]();
	return detail ? `${state} (${detail})` : state;
}

/** The file that a row is about; null when it is refused. */
function fileOf(
	row: TableRow,
	cells: CellReader,
	fieldEventId: number,
	known: ReadonlyMap<string, FileRow>,
	seen: Map<string, number>
): FileRow | null {
	const text = cells.text(row, 'row', { required: true, most: 120 });
	if (text === null) return null;
	const key = readFollowUpId(text);
	if (!key) return cells.refuse(row, 'row', { code: 'not-a-row' });
	if (key.code !== fieldEventCode(fieldEventId)) {
		return cells.refuse(row, 'row', { code: 'row-of-another' });
	}
	const id = followUpId(fieldEventId, key);
	const file = known.get(id);
	if (!file) return cells.refuse(row, 'row', { code: 'row-gone' });
	const before = seen.get(id);
	if (before !== undefined) return cells.refuse(row, 'row', { code: 'twice', row: before });
	seen.set(id, row.number);
	return file;
}

/** What a row wants; null when it says nothing or is refused. "Approved" with a date is an appointment. */
function standingOf(row: TableRow, cells: CellReader): FollowUpStanding | null {
	if (!cells.has(row, 'state')) return null;
	const state = cells.choice(row, 'state', STATE_KEYS);
	if (!state) return cells.refuse(row, 'state', { code: 'unknown-state' });
	if (state === 'rejected') {
		const reason = cells.choice(row, 'reason', REASON_KEYS);
		if (reason) return { state, reason };
		const isGiven = cells.has(row, 'reason');
		const known = REJECTION_REASONS;
		return cells.refuse(row, 'reason', isGiven ? { code: 'unknown-reason', known } : MISSING);
	}
	const isDated = state === 'approved' && cells.has(row, 'appointmentDate');
	if (state === 'appointed' || isDated) return appointmentOf(row, cells);
	return { state };
}

const MISSING = { code: 'missing' } as const;

function appointmentOf(row: TableRow, cells: CellReader): FollowUpStanding | null {
	const dateText = dateOfCell(cells.cell(row, 'appointmentDate'));
	const minutes = minutesOfCell(cells.cell(row, 'appointmentTime'));
	const place = cells.text(row, 'appointmentPlace', { most: PLACE_MOST, required: true });
	const refuse = (column: ImportColumn, code: 'not-a-date' | 'not-a-time') =>
		cells.refuse(row, column, cells.has(row, column) ? { code } : MISSING);
	if (dateText === null) refuse('appointmentDate', 'not-a-date');
	if (minutes === null) refuse('appointmentTime', 'not-a-time');
	if (dateText === null || minutes === null || place === null) return null;
	const at = Date.parse(`${dateText}T00:00:00+07:00`) + minutes * 60_000;
	return { state: 'appointed', appointment: { at, place } };
}
