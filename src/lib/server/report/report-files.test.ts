import { inflateRawSync } from 'node:zlib';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { chatText, publicCard } from './fast-report.ts';
import { changedFigures } from './compare-readings.ts';
import { sampleReading } from './reading.fixture.ts';
import { tablesCsv } from './report-csv.ts';
import { reportDocument, type DocumentParts } from './report-document.ts';
import { reportDocx } from './report-docx.ts';
import { cellText } from './report-table.ts';
import { reportTables } from './report-tables.ts';
import { reportXlsx } from './report-xlsx.ts';

const PARTS: DocumentParts = {
	letterhead: {
		parentBody: 'Ủy ban nhân dân tỉnh Phú Yên',
		issuingBody: 'Công an thành phố Tuy Hòa',
		symbol: 'BC-CATP',
		place: 'Tuy Hòa',
		authority: 'KT. Trưởng công an\nPhó trưởng công an',
		signer: 'Nguyễn Văn Mẫu',
		recipients: 'Như trên;\n- Công an tỉnh.'
	},
	fields: {
		attendance: '',
		preparation: 'Đã kê 05 bàn.\nĐã thử máy in.',
		otherHelp: '',
		infrastructure: 'Mạng chậm từ 9 giờ <10> phút & mất điện.',
		staffing: '',
		records: '',
		security: '',
		proposals: 'Tăng thêm 02 bàn.',
		nextTasks: ''
	},
	draft: true,
	demo: true,
	later: null
};

/** The text of one part of a zipped office document, by the central directory. */
function part(zip: Uint8Array, name: string): string {
	const bytes = Buffer.from(zip);
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	let at = bytes.readUInt32LE(end + 16);
	while (bytes.readUInt32LE(at) === 0x02014b50) {
		const lengths = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
			number,
			number,
			number
		];
		const found = bytes.toString('utf8', at + 46, at + 46 + lengths[0]);
		if (found === name) {
			const local = bytes.readUInt32LE(at + 42);
			const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
			const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
			return (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8');
		}
		at += 46 + lengths[0] + lengths[1] + lengths[2];
	}
	throw new Error(`no ${name}`);
}

const unescaped = (xml: string) =>
	xml
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
/** What stands between two tags, without tags. */
const plain = (xml: string) => unescaped(xml.replace(/<[^>]+>/g, ''));
const pieces = (xml: string, tag: string) =>
	[...xml.matchAll(new RegExp(`<w:${tag}[ >].*?</w:${tag}>`, 'gs'))].map(([piece]) => piece);

describe('the document', () => {
	const report = reportDocument(sampleReading(), PARTS);
	const read = async (parts: Partial<DocumentParts> = {}) =>
		part(
			await reportDocx(reportDocument(sampleReading(), { ...PARTS, ...parts })),
			'word/document.xml'
		);

	test('has every figure of every table in its place', async () => {
		const xml = await read();
		const tables = pieces(xml, 'tbl').map((table) =>
			pieces(table, 'tr').map((row) => pieces(row, 'tc').map(plain))
		);
		// The first two are the head and the foot of the document.
		const written = tables.slice(2);
		const wanted = reportTables(sampleReading()).filter(({ rows }) => rows.length > 0);
		expect(written).toHaveLength(wanted.length);
		wanted.forEach((table, i) => {
			expect(written[i]![0]).toEqual(table.columns.map(({ label }) => label));
			expect(written[i]!.slice(1)).toEqual(table.rows.map(({ cells }) => cells.map(cellText)));
		});
	});

	test('is laid out as Decree 30/2020 has it', async () => {
		const bytes = await reportDocx(report);
		const xml = part(bytes, 'word/document.xml');
		expect(xml).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
		expect(xml).toContain('Độc lập - Tự do - Hạnh phúc');
		const mm = (n: number) => Math.floor((n / 25.4) * 1_440);
		const [margins] = /<w:pgMar [^>]+>/.exec(xml)!;
		for (const [side, n] of [
			['top', 20],
			['bottom', 20],
			['left', 30],
			['right', 20]
		] as const) {
			expect(Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)![1])).toBeGreaterThanOrEqual(
				mm(n) - 1
			);
		}
		expect(xml).toContain('<w:titlePg/>');
		expect(new Set([...xml.matchAll(/w:ascii="([^"]+)"/g)].map(([, font]) => font))).toEqual(
			new Set(['Times New Roman'])
		);
		const text = pieces(xml, 'p').map(plain);
		expect(text).toEqual(
			expect.arrayContaining([
				'ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN',
				'CÔNG AN THÀNH PHỐ TUY HÒA',
				'Số:          /BC-CATP',
				'Tuy Hòa, ngày 14 tháng 10 năm 2023',
				'BÁO CÁO',
				'I. CÔNG TÁC CHUẨN BỊ',
				'V. NHIỆM VỤ TIẾP THEO',
				'Nơi nhận:',
				'- Công an tỉnh;',
				'- Lưu: VT.',
				'KT. TRƯỞNG CÔNG AN',
				'Nguyễn Văn Mẫu'
			])
		);
		expect(text.join('\n')).toContain('Mạng chậm từ 9 giờ <10> phút & mất điện.');
		expect(text.join('\n')).toContain('lũy kế 9.894/10.000, đạt tỷ lệ 98,94% chỉ tiêu');
		expect(pieces(part(bytes, 'word/header1.xml'), 'p').join('')).toContain('PAGE');
	});

	test('is a draft until somebody takes responsibility, and says when its figures are simulated', async () => {
		expect(await read()).toContain('DỰ THẢO');
		const footers = async (parts: Partial<DocumentParts>) => {
			const bytes = await reportDocx(reportDocument(sampleReading(), { ...PARTS, ...parts }));
			return part(bytes, 'word/footer1.xml');
		};
		expect(await footers({})).toMatch(/DỰ THẢO.*DỮ LIỆU MÔ PHỎNG/s);
		expect(await read({ draft: false, demo: false })).not.toContain('DỰ THẢO');
		expect(await footers({ draft: false, demo: false })).not.toMatch(/DỰ THẢO|MÔ PHỎNG/);
	});

	test('days and small months of the date take a zero, great months none', () => {
		const on = (date: string) =>
			reportDocument({ ...sampleReading(), at: Date.parse(`${date}T08:00:00+07:00`) }, PARTS)
				.placeDate;
		expect(on('2024-02-05')).toBe('Tuy Hòa, ngày 05 tháng 02 năm 2024');
		expect(on('2024-03-25')).toBe('Tuy Hòa, ngày 25 tháng 3 năm 2024');
	});
});

describe('the spreadsheet', () => {
	test('has one sheet a table with the same figures, totals and shares as formulas beside their values', async () => {
		const bytes = await reportXlsx(reportDocument(sampleReading(), PARTS));
		const { sheets } = await readXlsx(bytes);
		const tables = reportTables(sampleReading());
		expect(sheets.map(({ name }) => name)).toEqual(tables.map(({ tab }) => tab));
		tables.forEach((table, i) => {
			table.rows.forEach(({ cells }, r) =>
				cells.forEach((cell, c) => {
					const value = sheets[i]!.rows[3 + r]![c];
					const where = `${table.tab} ${r} ${c}`;
					if (cell.kind === 'count' || cell.kind === 'change')
						expect(value, where).toBe(cell.value ?? '–');
					else if (cell.kind === 'text') expect(value ?? '', where).toBe(cell.text);
					else {
						const shown =
							typeof value === 'number' ? value * (cell.kind === 'share' ? 10_000 : 100) : value;
						const text = cellText(cell);
						const whole = text === '–' ? '–' : Number(text.replace(/[.,%]/g, ''));
						if (typeof shown === 'number') expect(Math.round(shown), where).toBe(whole);
						else expect(shown, where).toBe(whole);
					}
				})
			);
		});
		const xml = (n: number) => unescaped(part(bytes, `xl/worksheets/sheet${n}.xml`));
		// Level 2 and activation of table 1, with the sum of its levels.
		expect(xml(1)).toContain('<f>IF(N(D7)>0,ROUND(F7/D7,4),"–")</f>');
		expect(xml(1)).toContain('<f>SUM(F9:F10)</f>');
		expect(xml(2)).toContain('<f>SUM(D4:D6)</f>');
		expect(xml(2)).toContain(
			'<f>IF(SUM(C4:C6)>0,ROUND(SUMIF(C4:C6,">0",E4:E6)/SUM(C4:C6),4),"–")</f>'
		);
		// A unit that is called like a formula stays text.
		expect(xml(2)).not.toContain('<f>1+1</f>');
	});
});

describe('the CSV', () => {
	test('opens in a Vietnamese Excel with the same figures, and a name that looks like a formula does nothing', () => {
		const csv = tablesCsv(reportDocument(sampleReading(), PARTS));
		expect(csv.startsWith('\uFEFF')).toBe(true);
		expect(csv).toContain("\r\n1;'=1+1;2400;200;2000;83,33%;200;Khá\r\n");
		expect(csv).toContain('\r\n–;Công an phường 2;0;300;2894;–;0;–\r\n');
		expect(csv).toContain('\r\n07:00–08:00;1400;1300;1200;5;2,08;2,00;10,00;15,00\r\n');
		expect(csv).toContain('DỮ LIỆU MÔ PHỎNG');
	});
});

describe('the message for a chat and the card', () => {
	test('are at most eight lines, with full nouns, fractions and as of when', () => {
		const lines = chatText(sampleReading(), { official: false, demo: false }).split('\n');
		expect(lines.length).toBeLessThanOrEqual(8);
		expect(lines[1]).toBe('Số liệu tính đến 16 giờ 40 ngày 14/10/2023 (số liệu chưa chính thức)');
		expect(lines[3]).toBe(
			'Hồ sơ định danh điện tử mức độ 2 đã thu nhận: 1.200 hồ sơ; lũy kế 9.894/10.000 (98,94%)'
		);
		const reading = sampleReading();
		reading.services = Array.from({ length: 6 }, () => reading.services[0]!);
		expect(chatText(reading, { official: true, demo: true }).split('\n')).toHaveLength(8);
		const card = publicCard(sampleReading(), { official: false, demo: false });
		expect(card).toMatchObject({
			asOf: 'tính đến 16 giờ 40 ngày 14/10/2023',
			status: 'số liệu chưa chính thức'
		});
		expect(card.lines[1]).toEqual({
			figure: '9.894/10.000',
			share: '98,94%',
			noun: 'Hồ sơ định danh điện tử mức độ 2 đã thu nhận'
		});
	});
});

describe('two readings of one period', () => {
	test('differ by exactly what was recorded between them', () => {
		const after = sampleReading();
		after.services[0]!.counted.inPeriod += 2;
		after.services[0]!.counted.cumulative += 2;
		expect(changedFigures(sampleReading(), sampleReading())).toEqual([]);
		expect(changedFigures(sampleReading(), after)).toEqual([
			{
				table: 'Bảng 1',
				row: 'Hồ sơ định danh điện tử mức độ 2 đã thu nhận',
				column: 'Trong kỳ',
				from: '1.200',
				to: '1.202',
				by: '+2'
			},
			{
				table: 'Bảng 1',
				row: 'Hồ sơ định danh điện tử mức độ 2 đã thu nhận',
				column: 'Lũy kế',
				from: '9.894',
				to: '9.896',
				by: '+2'
			}
		]);
	});

	test('a row that is new or gone is a change from or to nothing', () => {
		const before = sampleReading();
		before.reasons.pop();
		const changes = changedFigures(before, sampleReading());
		expect(
			changes.find(({ row, column }) => row === 'Không ghi nguyên nhân' && column === 'Tổng')
		).toMatchObject({ from: '0', to: '2', by: '+2' });
	});
});
