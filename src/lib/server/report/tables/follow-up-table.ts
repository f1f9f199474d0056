import { FOLLOW_UP_STATES, type FollowUpCounts } from '#lib/core/follow-up.ts';
import { followUpStateWords } from '#lib/i18n/follow-up-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { FollowUpFigures } from '#lib/server/follow-up/follow-up-figures.ts';
import { column, text, type Cell, type ReportTable, type Row } from '../report-table.ts';

/** Table 8: what has become of the files taken up to the end of the period, by unit. The states add up to the files. */
export function followUpTable({ total, units }: FollowUpFigures): ReportTable {
	const all = units.map((_, row) => row);
	const cells = (name: string, counts: FollowUpCounts, sumOfRows?: number[]): Cell[] => [
		text(name),
		...[counts.taken, ...FOLLOW_UP_STATES.map((state) => counts[state])].map((value): Cell => ({
			kind: 'count',
			value,
			...(sumOfRows && { sumOfRows })
		}))
	];
	const rows: Row[] = units.map(({ unit, ...counts }) => ({
		key: `unit:${unit}`,
		cells: cells(unit || m.report_row_no_unit(), counts)
	}));
	rows.push({ key: 'total', tone: 'total', cells: cells(m.report_row_total(), total, all) });
	return {
		id: 'follow-up',
		title: m.report_table_8(),
		tab: m.report_sheet_8(),
		columns: [
			column(m.report_col_stall_unit(), 26, false),
			column(m.report_col_files(), 10),
			...FOLLOW_UP_STATES.map((state) => column(followUpStateWords[state](), 11))
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.report_note_follow_up()]
	};
}
