import { detectDelimiter, parseCsv, writeCsv } from 'hucre/csv';
import { readXlsx, writeXlsx, type CellValue, type Sheet } from 'hucre/xlsx';

/*
 * Tables that people hand in and take away, as XLSX or CSV. The only place that knows the library.
 */

/** A file of a table may have this many bytes: 5,000 rows with room, below what the server takes in one request. */
export const MOST_TABLE_BYTES = 900_000;
export const MOST_TABLE_ROWS = 10_000;
/** Of a packed workbook; an honest one of `MOST_TABLE_BYTES` unpacks to a tenth of it. */
const MOST_UNPACKED_BYTES = 100_000_000;
const MOST_COLUMNS = 200;

/** Why a file is no table that can be read. Words in `#lib/i18n/import-words.ts`. */
export type TableRefusal =
	| { code: 'no-file' | 'empty' | 'not-a-table' | 'old-excel' | 'broken-file' | 'broken-text' }
	| { code: 'too-large' | 'too-many-rows'; limit: number };

/** Text in composed letters, trimmed; a number or a date as the workbook has it; null when nothing is there. */
export type Cell = string | number | boolean | Date | null;

export interface TableRow {
	/** As the spreadsheet numbers it, from 1. */
	number: number;
	cells: Cell[];
}

/** One sheet of a workbook, or the one table of a CSV. Rows without anything in them are left out. */
export interface TableSheet {
	/** Empty for a CSV. */
	name: string;
	rows: TableRow[];
}

export type ReadTable = { ok: true; sheets: TableSheet[] } | { ok: false; why: TableRefusal };

/**
 * Reads every sheet of a workbook, or a CSV: UTF-8 with or without a mark, UTF-16 with one; `;`, `,`, tab or `|` between
 * cells. What a cell shared with others of its block holds, each of its column's rows holds.
 */
export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
	if (bytes.length > MOST_TABLE_BYTES) return no({ code: 'too-large', limit: MOST_TABLE_BYTES });
	if (bytes.length === 0) return no({ code: 'empty' });
	const sheets = startsWith(bytes, [0x50, 0x4b]) ? await workbook(bytes) : csv(bytes);
	if (!Array.isArray(sheets)) return no(sheets);
	if (sheets.every(({ rows }) => rows.length === 0)) return no({ code: 'empty' });
	const tooMany = sheets.some(({ rows }) => rows.length > MOST_TABLE_ROWS);
	return tooMany ? no({ code: 'too-many-rows', limit: MOST_TABLE_ROWS }) : { ok: true, sheets };
}

const no = (why: TableRefusal): ReadTable => ({ ok: false, why });

async function workbook(bytes: Uint8Array): Promise<TableSheet[] | TableRefusal> {
	if (unpackedBytes(bytes) > MOST_UNPACKED_BYTES) return { code: 'broken-file' };
	try {
		// One row more than is taken, so that a longer table is known to be longer.
		const { sheets } = await readXlsx(bytes, { maxRows: MOST_TABLE_ROWS + 2 });
		return sheets.map((sheet) => ({ name: sheet.name, rows: filled(spread(sheet)) }));
	} catch {
		return { code: 'broken-file' };
	}
}

/** The rows of a sheet where every row of a merged block has the block's value in the block's own columns. */
function spread({ rows, merges = [] }: Sheet): CellValue[][] {
	for (const { startRow, endRow, startCol, endCol } of merges) {
		const value = rows[startRow]?.[startCol] ?? null;
		for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row++) {
			for (let column = startCol; column <= Math.min(endCol, MOST_COLUMNS); column++) {
				rows[row]![column] = value;
			}
		}
	}
	return rows;
}

/** What the entries of a packed file say they hold; the library unpacks no entry further than it says. */
function unpackedBytes(bytes: Uint8Array): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let sum = 0;
	for (let at = 0; at + 46 <= bytes.length; at++) {
		if (view.getUint32(at, true) === 0x02014b50) sum += view.getUint32(at + 24, true);
	}
	return sum;
}

function csv(bytes: Uint8Array): TableSheet[] | TableRefusal {
	if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { code: 'old-excel' };
	const text = decode(bytes);
	if (text === null) return { code: 'broken-text' };
	if (text.includes('\0') || /^\s*<(!doctype|html|\?xml)/i.test(text))
		return { code: 'not-a-table' };
	if (text.trim() === '') return { code: 'empty' };
	// Excel's own first line that names the separator.
	const named = /^sep=(.)\r?\n/i.exec(text);
	const body = named ? text.slice(named[0].length) : text;
	const delimiter = named?.[1] ?? detectDelimiter(body);
	const rows = parseCsv(body, { delimiter, maxRows: MOST_TABLE_ROWS + 2 });
	return [{ name: '', rows: filled(rows, named ? 2 : 1) }];
}

function decode(bytes: Uint8Array): string | null {
	const encoding = startsWith(bytes, [0xff, 0xfe])
		? 'utf-16le'
		: startsWith(bytes, [0xfe, 0xff])
			? 'utf-16be'
			: 'utf-8';
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

function filled(rows: CellValue[][], first = 1): TableRow[] {
	return rows
		.map((cells, index) => ({
			number: index + first,
			cells: cells.slice(0, MOST_COLUMNS).map(tidyCell)
		}))
		.filter(({ cells }) => cells.some((cell) => cell !== null));
}

function tidyCell(cell: CellValue): Cell {
	if (typeof cell !== 'string') return cell;
	const text = cell
		.normalize('NFC')
		.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
		.trim();
	return text === '' ? null : text;
}

function startsWith(bytes: Uint8Array, signs: readonly number[]): boolean {
	return signs.every((sign, index) => bytes[index] === sign);
}

/** How a table is taken away. */
export type TableFormat = 'xlsx' | 'csv';

/**
 * Writes one table: a workbook with its first row fixed and wide columns, or a CSV that Excel in Vietnam opens as it is
 * (UTF-8 with a mark, `;` between cells). Text that would be read as a formula is not.
 */
export async function writeTable(
	format: TableFormat,
	name: string,
	rows: (string | number | null)[][]
): Promise<Uint8Array<ArrayBuffer>> {
	if (format === 'csv') {
		const text = writeCsv(rows, { delimiter: ';', bom: true, escapeFormulae: true });
		return new TextEncoder().encode(text);
	}
	const columns = (rows[0] ?? []).map((header) => ({
		width: Math.max(14, String(header ?? '').length + 4)
	}));
	const sheet = { name, columns, rows, freezePane: { rows: 1 } };
	return new Uint8Array(await writeXlsx({ sheets: [sheet] }));
}

/** `A`, `B`, … `AA`: how a spreadsheet names a column, from 0. */
export function columnLetter(index: number): string {
	const rest = String.fromCharCode(65 + (index % 26));
	return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}
