import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { ReportReading } from '../reading.ts';
import { column, figure, text, type Cell, type ReportTable, type Row } from '../report-table.ts';
import { sumOf } from '../scope.ts';

/** Table 3: why people could not be served. */
export function reasonsTable({ reasons, services }: ReportReading): ReportTable {
	const total = sumOf(reasons.map((reason) => reason.total));
	const last = services.length + 2;
	const sumOfRows = reasons.map((_, i) => i);
	const shareOfTotal = (part: number, row: number): Cell => ({
		kind: 'share',
		part,
		whole: total.inPeriod,
		of: { part: { row, column: last }, whole: { row: reasons.length, column: last } }
	});
	const rows: Row[] = reasons.map(({ reasonId, internal, total, byService }, i) => ({
		key: `reason:${reasonId}`,
		cells: [
			text(String(i + 1)),
			text(internal ? wordsIn(internal) : m.report_row_no_reason()),
			...services.map(({ serviceId }) => figure(byService[serviceId] ?? 0)),
			figure(total.inPeriod),
			shareOfTotal(total.inPeriod, i),
			figure(total.cumulative)
		]
	}));
	if (rows.length > 0) {
		const sum = (value: number): Cell => ({ kind: 'count', value, sumOfRows });
		rows.push({
			key: 'total',
			tone: 'total',
			cells: [
				text(''),
				text(m.report_row_total()),
				...services.map(({ serviceId }) =>
					sum(reasons.reduce((n, { byService }) => n + (byService[serviceId] ?? 0), 0))
				),
				sum(total.inPeriod),
				shareOfTotal(total.inPeriod, reasons.length),
				sum(total.cumulative)
			]
		});
	}
	return {
		id: 'reasons',
		title: m.report_table_3(),
		tab: m.report_sheet_3(),
		columns: [
			column(m.report_col_no(), 4),
			column(m.report_col_reason(), 28, false),
			...services.map(({ name }) => column(wordsIn(name), 11)),
			column(m.report_col_total(), 8),
			column(m.report_col_share(), 9),
			column(m.report_col_cumulative(), 8)
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.report_rounding()]
	};
}
