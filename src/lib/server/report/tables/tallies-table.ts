import * as m from '#lib/i18n/paraglide/messages.js';
import type { ReportReading } from '../reading.ts';
import { column, figure, text, type ReportTable } from '../report-table.ts';

/** Table 7: what stalls and helpers counted by hand. Never added to anything: whoever was counted there may hold a number. */
export function talliesTable(tallies: NonNullable<ReportReading['tallies']>): ReportTable {
	return {
		id: 'tallies',
		title: m.report_table_7(),
		tab: m.report_sheet_7(),
		columns: [
			column(m.report_col_stall(), 22, false),
			column(m.report_col_stall_unit(), 20, false),
			column(m.report_col_content(), 22, false),
			column(m.report_col_in_period(), 10),
			column(m.report_col_cumulative(), 10)
		],
		rows: tallies.map(({ label, unit, counts, n }) => ({
			key: `tally:${label}/${unit}/${counts}`,
			cells: [text(label), text(unit), text(counts), figure(n.inPeriod), figure(n.cumulative)]
		})),
		empty: m.report_nothing(),
		notes: [m.report_note_tallies()]
	};
}
