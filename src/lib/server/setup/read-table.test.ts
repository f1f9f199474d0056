import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import {
	columnLetter,
	MOST_TABLE_BYTES,
	MOST_TABLE_ROWS,
	readTable,
	writeTable
} from './read-table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
async function sheetsOf(bytes: Uint8Array) {
	const read = await readTable(bytes);
	if (!read.ok) expect.unreachable(read.why.code);
	return read.sheets;
}
async function whyOf(bytes: Uint8Array) {
	const read = await readTable(bytes);
	return read.ok ? null : read.why.code;
}

test.each([
	['semicolons', ';'],
	['commas', ','],
	['tabs', '\t']
])(
	'a CSV with %s is read, with its mark or without, in decomposed letters too',
	async (_, sign) => {
		const text = `Đơn vị${sign}Chỉ tiêu\r\n"Phường Hoà An${sign} khu 1"${sign}1.200\r\n`;
		for (const bytes of [utf8(text), utf8(`\ufeff${text}`), utf8(text.normalize('NFD'))]) {
			const [sheet] = await sheetsOf(bytes);
			expect(sheet!.rows[0]).toEqual({ number: 1, cells: ['Đơn vị', 'Chỉ tiêu'] });
			expect(sheet!.rows[1]!.cells[0]).toBe(
				`Phường Hoà An${sign === '\t' ? ' ' : sign} khu 1`.replace('  ', ' ')
			);
			expect(sheet!.rows[1]!.cells[1]).toBe('1.200');
		}
	}
);

test('a CSV with one column, a line that names its separator, and Excel’s "Unicode text" are read', async () => {
	expect((await sheetsOf(utf8('Đơn vị\nPhường 1\n')))[0]!.rows).toHaveLength(2);
	const named = await sheetsOf(utf8('sep=;\nĐơn vị;Chỉ tiêu\nPhường 1;5\n'));
	expect(named[0]!.rows.map(({ number }) => number)).toEqual([2, 3]);
	const wide = Buffer.from('\ufeffĐơn vị\tChỉ tiêu\nPhường 1\t5\n', 'utf16le');
	expect((await sheetsOf(wide))[0]!.rows[1]!.cells).toEqual(['Phường 1', '5']);
});

test('lines without anything keep their place in the count', async () => {
	const [sheet] = await sheetsOf(utf8('Đơn vị;Chỉ tiêu\n;\n\nPhường 1;5\n'));
	expect(sheet!.rows.map(({ number }) => number)).toEqual([1, 4]);
});

test('a workbook gives all its sheets, numbers as numbers, and a merged block in each of its rows', async () => {
	const bytes = await writeXlsx({
		sheets: [
			{ name: 'Bìa', rows: [['Kế hoạch']] },
			{
				name: 'Chỉ tiêu',
				rows: [
					['Đơn vị', 'Loại việc', 'Chỉ tiêu'],
					['Phường 1', 'Mức độ 2', 1200],
					[null, 'Kích hoạt', 900],
					[null, null, null],
					['Phường 2', 'Mức độ 2', 12.5]
				],
				merges: [{ startRow: 1, endRow: 2, startCol: 0, endCol: 0 }]
			}
		]
	});
	const sheets = await sheetsOf(bytes);
	expect(sheets.map(({ name }) => name)).toEqual(['Bìa', 'Chỉ tiêu']);
	expect(sheets[1]!.rows.map(({ number }) => number)).toEqual([1, 2, 3, 5]);
	expect(sheets[1]!.rows[2]!.cells).toEqual(['Phường 1', 'Kích hoạt', 900]);
	expect(sheets[1]!.rows[3]!.cells[2]).toBe(12.5);
});

test('broken letters, old workbooks, pages and pictures are told apart', async () => {
	expect(await whyOf(new Uint8Array([0xd0, 0xf4, 0x6e, 0x20, 0x76, 0xf2, 0x0a]))).toBe(
		'broken-text'
	);
	expect(await whyOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe('old-excel');
	expect(await whyOf(utf8('<!doctype html><table></table>'))).toBe('not-a-table');
	expect(await whyOf(utf8('PK\u0003\u0004 not a workbook'))).toBe('broken-file');
	expect(await whyOf(new Uint8Array())).toBe('empty');
	expect(await whyOf(utf8(' \n \n'))).toBe('empty');
});

test('a file that is too large or too long is refused before anything is made of it', async () => {
	expect(await whyOf(new Uint8Array(MOST_TABLE_BYTES + 1))).toBe('too-large');
	expect(await whyOf(utf8('a;b\n'.repeat(MOST_TABLE_ROWS + 5)))).toBe('too-many-rows');
	// A packed file that says it holds gigabytes.
	const bomb = new Uint8Array(60);
	bomb.set([0x50, 0x4b, 0x01, 0x02]);
	new DataView(bomb.buffer).setUint32(24, 2_000_000_000, true);
	expect(await whyOf(bomb)).toBe('broken-file');
});

test('what is written is read again, and no text becomes a formula', async () => {
	const rows = [
		['Đơn vị', 'Chỉ tiêu'],
		['=HYPERLINK("x")', 1200]
	];
	const csv = await writeTable('csv', 'Đơn vị', rows);
	expect([...csv.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	expect((await sheetsOf(csv))[0]!.rows[1]!.cells[0]).toBe('\'=HYPERLINK("x")');
	const xlsx = await writeTable('xlsx', 'Đơn vị', rows);
	const [sheet] = await sheetsOf(xlsx);
	expect(sheet!.name).toBe('Đơn vị');
	expect(sheet!.rows[1]!.cells).toEqual(['=HYPERLINK("x")', 1200]);
});

test('columns are named as a spreadsheet names them', () => {
	expect([0, 1, 25, 26, 27, 701, 702].map(columnLetter)).toEqual([
		'A',
		'B',
		'Z',
		'AA',
		'AB',
		'ZZ',
		'AAA'
	]);
});
