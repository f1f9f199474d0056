import * as m from '#lib/i18n/paraglide/messages.js';
import { opinionWords } from '#lib/i18n/opinion-words.ts';
import type { Amount, SatisfactionReading } from '../reading.ts';
import { column, figure, text, type At, type Cell, type ReportTable } from '../report-table.ts';
import { sumOf } from '../scope.ts';

/** Table 5: what citizens said by three faces, in tickets, each against all that answered. */
export function satisfactionTable({ answers, tickets }: SatisfactionReading): ReportTable {
	const answered = sumOf(answers.map(({ n }) => n));
	const last = answers.length;
	const share = (part: number, whole: number, at: At, wholeRow: number): Cell => ({
		kind: 'share',
		part,
		whole,
		of: { part: { ...at, column: at.column - 1 }, whole: { row: wholeRow, column: at.column - 1 } }
	});
	const cells = (row: number, n: Amount, whole: Amount, wholeRow: number, sums?: number[]) => [
		{ ...figure(n.inPeriod), ...(sums && { sumOfRows: sums }) } as Cell,
		share(n.inPeriod, whole.inPeriod, { row, column: 2 }, wholeRow),
		{ ...figure(n.cumulative), ...(sums && { sumOfRows: sums }) } as Cell,
		share(n.cumulative, whole.cumulative, { row, column: 4 }, wholeRow)
	];
	return {
		id: 'satisfaction',
		title: m.incident_table_satisfaction(),
		tab: m.incident_sheet_satisfaction(),
		columns: [
			column(m.incident_col_opinion(), 30, false),
			column(m.incident_col_tickets_in_period(), 12),
			column(m.report_col_share(), 10),
			column(m.incident_col_tickets_cumulative(), 12),
			column(m.report_col_share(), 10)
		],
		rows:
			answered.cumulative === 0
				? []
				: [
						...answers.map(({ opinion, n }, row) => ({
							key: `opinion:${opinion}`,
							cells: [text(opinionWords[opinion]()), ...cells(row, n, answered, last)]
						})),
						{
							key: 'total',
							tone: 'total',
							cells: [
								text(m.incident_row_answered()),
								...cells(
									last,
									answered,
									answered,
									last,
									answers.map((_, i) => i)
								)
							]
						},
						{
							key: 'tickets',
							tone: 'part',
							cells: [
								text(m.incident_row_could_answer()),
								figure(tickets.inPeriod),
								text(''),
								figure(tickets.cumulative),
								text('')
							]
						}
					],
		empty: m.incident_nobody_answered(),
		notes: [m.incident_note_satisfaction(), m.report_rounding()]
	};
}
