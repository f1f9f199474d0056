import { writeXlsx } from 'hucre/xlsx';
import { meanMinutesHundredths } from '#lib/core/rounding.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { ReportDocument } from './report-document.ts';
import {
	hoursHundredths,
	rateHundredths,
	shareOf,
	type At,
	type Cell,
	type ReportTable
} from './report-table.ts';

type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number];
type SheetCell = NonNullable<Sheet['cells']> extends Map<string, infer C> ? C : never;
type Style = NonNullable<SheetCell['style']>;

/** Rows above the first row of a table: title, as of when, heads of the columns. */
const ABOVE = 3;
const MOST_TAB = 31;
const LINE = { style: 'thin' } as const;
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE };

/**
 * The tables of a report as a spreadsheet, one sheet a table. Totals and shares are formulas, with the values that the
 * document has beside them, so that a viewer without formulas shows the same.
 */
export async function reportXlsx(report: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
	const tables = report.blocks.filter((one) => one.kind === 'table').map(({ table }) => table);
	const bytes = await writeXlsx({
		properties: { title: `${report.title} - ${report.abstract}`, creator: report.issuingBody },
		defaultFont: { name: 'Times New Roman', size: 12 },
		sheets: tables.map((table) => sheetOf(table, report))
	});
	return new Uint8Array(bytes);
}

function sheetOf(table: ReportTable, report: ReportDocument): Sheet {
	const cells = new Map<string, SheetCell>();
	const width = table.columns.length;
	const put = (row: number, column: number, cell: SheetCell) => cells.set(`${row},${column}`, cell);
	const label = (row: number, text: string, font: Style['font'] = {}) =>
		put(row, 0, { value: text, type: 'string', style: { font } });
	const status = [
		report.asOf,
		...(report.draft ? [m.report_draft()] : []),
		...(report.demo ? [m.common_demo_banner()] : [])
	];
	label(0, `${table.title} – ${report.abstract}`, { bold: true, size: 14 });
	label(1, status.join(' · '), { italic: true });
	table.columns.forEach((column, i) =>
		put(2, i, {
			value: column.label,
			type: 'string',
			style: {
				font: { bold: true },
				border: BORDER,
				alignment: { horizontal: 'center', vertical: 'center', wrapText: true }
			}
		})
	);
	table.rows.forEach(({ cells: row, tone }, r) =>
		row.forEach((cell, c) => {
			const written = cellOf(cell, { row: r, column: c });
			const font = { bold: tone === 'total', italic: tone === 'part' };
			const horizontal = table.columns[c]!.figure ? ('right' as const) : ('left' as const);
			const style: Style = {
				...written.style,
				font,
				border: BORDER,
				alignment: { horizontal, vertical: 'center', wrapText: !table.columns[c]!.figure }
			};
			put(ABOVE + r, c, { ...written, style });
		})
	);
	const below = ABOVE + table.rows.length;
	if (table.rows.length === 0) label(below, table.empty);
	[...table.notes, report.source].forEach((note, i) =>
		label(below + 1 + i, note, { italic: true, size: 11 })
	);
	const rows = Array.from({ length: below + 1 + table.notes.length + 1 }, () => []);
	return {
		name: table.tab.slice(0, MOST_TAB),
		columns: table.columns.map((column) => ({ width: Math.max(9, column.width * 1.4) })),
		rows,
		cells,
		freezePane: { rows: ABOVE },
		pageSetup: {
			orientation: width > 7 ? 'landscape' : 'portrait',
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: '$3:$3'
		}
	};
}

function cellOf(cell: Cell, at: At): SheetCell {
	switch (cell.kind) {
		case 'text':
			return { value: cell.text, type: 'string' };
		case 'count':
			if (cell.value === null) return dash();
			return withFormula(
				cell.value,
				'#,##0',
				cell.sumOfRows && cell.sumOfRows.length > 0
					? `SUM(${rangeOf(cell.sumOfRows, at.column)})`
					: null
			);
		case 'share': {
			const share = shareOf(cell);
			const formula = cell.of ? shareFormula(cell.of) : null;
			return withFormula(share === null ? '–' : share / 10_000, '0.00%', formula);
		}
		case 'minutes': {
			const minutes = meanMinutesHundredths(cell.sumMs, cell.n);
			return minutes === null ? dash() : withFormula(minutes / 100, '0.00', null);
		}
		case 'hours':
			return withFormula(hoursHundredths(cell.ms) / 100, '0.00', null);
		case 'rate': {
			const rate = rateHundredths(cell.n, cell.ms);
			return rate === null ? dash() : withFormula(rate / 100, '0.00', null);
		}
		case 'change':
			return cell.value === null ? dash() : withFormula(cell.value, '+#,##0;-#,##0;0', null);
	}
}

const dash = (): SheetCell => ({ value: '–', type: 'string' });

function withFormula(value: number | string, numFmt: string, formula: string | null): SheetCell {
	const type = typeof value === 'number' ? ('number' as const) : ('string' as const);
	if (formula === null) return { value, type, style: { numFmt } };
	return { value, type: 'formula', formula, formulaResult: value, style: { numFmt } };
}

function shareFormula(of: NonNullable<Extract<Cell, { kind: 'share' }>['of']>): string {
	if ('rows' in of) {
		const [part, whole] = [rangeOf(of.rows, of.part), rangeOf(of.rows, of.whole)];
		return `IF(SUM(${whole})>0,ROUND(SUMIF(${whole},">0",${part})/SUM(${whole}),4),"–")`;
	}
	const [part, whole] = [refOf(of.part), refOf(of.whole)];
	return `IF(N(${whole})>0,ROUND(${part}/${whole},4),"–")`;
}

/** @param rows of the table, one after the other */
function rangeOf(rows: readonly number[], column: number): string {
	return `${refOf({ row: rows[0]!, column })}:${refOf({ row: rows.at(-1)!, column })}`;
}

/** Tables have fewer columns than the alphabet has letters. */
function refOf({ row, column }: At): string {
	return `${String.fromCharCode(65 + column)}${row + 1 + ABOVE}`;
}
