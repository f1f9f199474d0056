import * as m from '#lib/i18n/paraglide/messages.js';
import type { ReportReading } from '../reading.ts';
import { column, figure, text, type Cell, type ReportTable, type Row } from '../report-table.ts';
import { nameOfBooth } from './flow-tables.ts';

/**
 * Table 4.3: what each booth did in an hour that it was open, and in an hour of an officer; of several field events, what
 * the booths of each did. Officers only as time, without a name.
 */
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
	const lines =
		venues.length > 1
			? venues.map(({ id, name }) => ({
					key: `venue:${id}`,
					name,
					of: booths.filter(({ fieldEventId }) => fieldEventId === id)
				}))
			: booths.map((one) => ({
					key: `booth:${one.fieldEventId}/${one.booth?.id ?? ''}`,
					name: nameOfBooth(one, venues),
					of: [one]
				}));
	const sums = (of: typeof booths) => ({
		n: of.reduce((sum, { counted }) => sum + counted, 0),
		openMs: of.reduce((sum, { time }) => sum + time.openMs, 0),
		officerMs: of.reduce((sum, { time }) => sum + time.officerMs, 0)
	});
	const rows: Row[] = lines.map(({ key, name, of }) => {
		const { n, openMs, officerMs } = sums(of);
		return { key, cells: cells(name, figure(n), n, openMs, officerMs) };
	});
	if (rows.length > 0) {
		const { n, openMs, officerMs } = sums(booths);
		const counted: Cell = { kind: 'count', value: n, sumOfRows: lines.map((_, i) => i) };
		rows.push({
			key: 'total',
			tone: 'total',
			cells: cells(m.report_row_total(), counted, n, openMs, officerMs)
		});
	}
	return {
		id: 'throughput',
		title: venues.length > 1 ? m.joined_table_throughput() : m.report_table_4_throughput(),
		tab: m.report_sheet_4_throughput(),
		columns: [
			column(venues.length > 1 ? m.joined_col_venue() : m.report_col_booth(), 20, false),
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
