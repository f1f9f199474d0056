import * as m from '#lib/i18n/paraglide/messages.js';
import type { ReportReading } from '../reading.ts';
import { column, figure, text, type Cell, type ReportTable, type Row } from '../report-table.ts';
import { nameOfBooth } from './flow-tables.ts';

/** Table 4.4: what each booth did in an hour that it was open, and in an hour of an officer. Officers only as time. */
export function throughputTable({ flow, venues }: ReportReading): ReportTable {
	const booths = flow.booths.flatMap(({ time, ...booth }) => (time ? [{ ...booth, time }] : []));
	const cells = (name: string, counted: Cell, n: number, openMs: number, officerMs: number) => [
		text(name),
		counted,
		{ kind: 'hours', ms: openMs } as const,
		{ kind: 'hours', ms: officerMs } as const,
		{ kind: 'rate', n, ms: openMs } as const,
		{ kind: 'rate', n, ms: officerMs } as const
	];
	const rows: Row[] = booths.map((one) => ({
		key: `booth:${one.fieldEventId}/${one.booth?.id ?? ''}`,
		cells: cells(
			nameOfBooth(one, venues),
			figure(one.counted),
			one.counted,
			one.time.openMs,
			one.time.officerMs
		)
	}));
	if (rows.length > 0) {
		const sum = (of: (booth: (typeof booths)[number]) => number) =>
			booths.reduce((all, booth) => all + of(booth), 0);
		const n = sum(({ counted }) => counted);
		const [openMs, officerMs] = [sum(({ time }) => time.openMs), sum(({ time }) => time.officerMs)];
		const counted: Cell = { kind: 'count', value: n, sumOfRows: booths.map((_, i) => i) };
		rows.push({
			key: 'total',
			tone: 'total',
			cells: cells(m.report_row_total(), counted, n, openMs, officerMs)
		});
	}
	return {
		id: 'throughput',
		title: m.report_table_4_throughput(),
		tab: m.report_sheet_4_throughput(),
		columns: [
			column(m.report_col_booth(), 20, false),
			column(m.report_col_counted(), 12),
			column(m.report_col_open_hours(), 12),
			column(m.report_col_officer_hours(), 12),
			column(m.report_col_per_open_hour(), 16),
			column(m.report_col_per_officer_hour(), 16)
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.report_note_throughput()]
	};
}
