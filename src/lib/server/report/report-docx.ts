import {
	AlignmentType,
	BorderStyle,
	convertMillimetersToTwip,
	Document,
	Footer,
	Header,
	Packer,
	PageNumber,
	PageOrientation,
	Paragraph,
	type ISectionOptions,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	VerticalAlign,
	WidthType
} from 'docx';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Block, ReportDocument } from './report-document.ts';
import { cellText, type ReportTable } from './report-table.ts';

/*
 * The layout of Decree 30/2020/NĐ-CP, annex I: A4, margins 20/20/30/20 mm, Times New Roman, the state's name and motto at
 * the right, the bodies at the left, the page's number in the top margin from page 2.
 */

const FONT = 'Times New Roman';
/** Points as the format counts them. */
const points = (size: number) => size * 2;
const mm = convertMillimetersToTwip;
const MARGINS = {
	top: mm(20),
	bottom: mm(20),
	left: mm(30),
	right: mm(20),
	header: mm(10),
	footer: mm(10)
};
/** Between the margins of a page that stands, and of one that lies. */
const UPRIGHT = mm(210 - 50);
const LYING = mm(297 - 50);
/** More columns than this need the page lying. */
const MOST_UPRIGHT = 8;

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE };

interface Style {
	bold?: boolean;
	italics?: boolean;
	size?: number;
	align?: (typeof AlignmentType)[keyof typeof AlignmentType];
	before?: number;
	after?: number;
	firstLine?: number;
	keepNext?: boolean;
}

function paragraph(text: string, style: Style = {}): Paragraph {
	const { bold = false, italics = false, size = 14, align = AlignmentType.CENTER } = style;
	return new Paragraph({
		alignment: align,
		keepNext: style.keepNext ?? false,
		spacing: { before: (style.before ?? 0) * 20, after: (style.after ?? 0) * 20 },
		...(style.firstLine && { indent: { firstLine: mm(style.firstLine) } }),
		children: [new TextRun({ text, bold, italics, size: points(size), font: FONT })]
	});
}

/** A line of its own under a text, set in from both sides. */
function rule(inset: number): Paragraph {
	return new Paragraph({
		indent: { left: mm(inset), right: mm(inset) },
		// Below the descenders of the line above it.
		spacing: { before: 50, after: 60, line: 60, lineRule: 'exact' },
		border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
		children: []
	});
}

/** Two columns without lines, as the head and the foot of a document have them. */
function sideBySide(left: Paragraph[], right: Paragraph[], share: number): Table {
	const widths = [Math.round(UPRIGHT * share), UPRIGHT - Math.round(UPRIGHT * share)];
	const children = [left, right].map(
		(column, i) =>
			new TableCell({
				children: column,
				borders: NO_LINES,
				width: { size: widths[i]!, type: WidthType.DXA }
			})
	);
	return new Table({
		width: { size: UPRIGHT, type: WidthType.DXA },
		columnWidths: widths,
		layout: TableLayoutType.FIXED,
		borders: { ...NO_LINES, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
		rows: [new TableRow({ cantSplit: true, children })]
	});
}

function head(report: ReportDocument): Table {
	const left = [
		...(report.parentBody ? [paragraph(report.parentBody, { size: 12 })] : []),
		paragraph(report.issuingBody, { size: 12, bold: true }),
		rule(22),
		paragraph(report.number, { size: 13, before: 4 }),
		...(report.draft ? [paragraph(m.report_draft(), { size: 13, bold: true, before: 4 })] : [])
	];
	const right = [
		paragraph(m.report_motto_state(), { size: 12, bold: true }),
		paragraph(m.report_motto(), { size: 13, bold: true }),
		rule(17),
		paragraph(report.placeDate, { size: 13, italics: true, before: 4 })
	];
	return sideBySide(left, right, 0.4);
}

function block(one: Exclude<Block, { kind: 'table' }>): Paragraph {
	if (one.kind === 'heading') {
		return paragraph(one.text, {
			bold: true,
			align: AlignmentType.LEFT,
			before: 6,
			after: 6,
			firstLine: 10,
			keepNext: true
		});
	}
	return paragraph(one.text, { align: AlignmentType.JUSTIFIED, after: 6, firstLine: 10 });
}

function tableBlocks(
	table: ReportTable,
	report: ReportDocument,
	across: number
): (Paragraph | Table)[] {
	const small = { size: 11, italics: true, align: AlignmentType.LEFT, before: 2 } as const;
	return [
		paragraph(table.title, { bold: true, size: 13, before: 12, keepNext: true }),
		paragraph(report.asOf, { italics: true, size: 12, after: 4, keepNext: true }),
		table.rows.length > 0
			? grid(table, across)
			: paragraph(table.empty, { align: AlignmentType.LEFT }),
		...table.notes.map((note) => paragraph(note, { ...small, keepNext: true })),
		paragraph(report.source, small)
	];
}

function grid(table: ReportTable, across: number): Table {
	const total = table.columns.reduce((sum, { width }) => sum + width, 0);
	const widths = table.columns.map(({ width }) => Math.floor((across * width) / total));
	const cell = (text: string, i: number, style: Style) =>
		new TableCell({
			children: [paragraph(text, { size: 11, ...style })],
			verticalAlign: VerticalAlign.CENTER,
			margins: { top: 20, bottom: 20, left: 60, right: 60 },
			width: { size: widths[i]!, type: WidthType.DXA }
		});
	const head = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: table.columns.map(({ label }, i) => cell(label, i, { bold: true }))
	});
	const rows = table.rows.map(
		({ cells, tone }, row) =>
			new TableRow({
				cantSplit: true,
				children: cells.map((one, i) =>
					cell(cellText(one), i, {
						bold: tone === 'total',
						italics: tone === 'part',
						// The last rows draw what is said of the table to themselves: no page begins with a note or a total alone.
						keepNext: row >= table.rows.length - 2,
						align: table.columns[i]!.figure ? AlignmentType.RIGHT : AlignmentType.LEFT
					})
				)
			})
	);
	return new Table({
		width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
		columnWidths: widths,
		layout: TableLayoutType.FIXED,
		rows: [head, ...rows]
	});
}

function foot(report: ReportDocument): Table {
	const recipients = [
		paragraph(m.report_doc_recipients(), {
			size: 12,
			bold: true,
			italics: true,
			align: AlignmentType.LEFT
		}),
		...report.recipients.map((line) => paragraph(line, { size: 11, align: AlignmentType.LEFT }))
	];
	const seal = Array.from({ length: 4 }, () => paragraph(''));
	const signature = [
		...report.authority.map((line) => paragraph(line, { size: 14, bold: true })),
		...seal,
		paragraph(report.signer, { size: 14, bold: true })
	];
	return sideBySide(recipients, signature, 0.5);
}

/** What every page carries below: that it is a draft, or made of simulated data. */
function footer({ draft, demo }: ReportDocument): Footer {
	const lines = [
		...(draft ? [m.report_draft()] : []),
		...(demo ? [`${m.common_demo_banner()}. ${m.report_demo_foot()}`] : [])
	];
	return new Footer({ children: lines.map((line) => paragraph(line, { size: 10, bold: true })) });
}

/** An administrative report as an editable DOCX. Number and signature are left to the office. */
export async function reportDocx(report: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
	const isText = (one: Block): one is Exclude<Block, { kind: 'table' }> => one.kind !== 'table';
	const tables = report.blocks.filter((one) => one.kind === 'table').map(({ table }) => table);
	const pageNumber = new Header({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [new TextRun({ children: [PageNumber.CURRENT], size: points(13), font: FONT })]
			})
		]
	});
	const footers = { default: footer(report), first: footer(report) };
	const lying = tables.some(({ columns }) => columns.length > MOST_UPRIGHT);
	const size = { width: mm(210), height: mm(297) };
	const body = report.blocks.filter(isText);
	// The last heading is the one of the tables: it goes with them, behind the signature.
	const annex = body.at(-1)!;
	const sections: ISectionOptions[] = [
		{
			properties: { page: { size, margin: MARGINS }, titlePage: true },
			headers: { default: pageNumber, first: new Header({ children: [paragraph('')] }) },
			footers,
			children: [
				head(report),
				paragraph(report.title, { bold: true, before: 14 }),
				paragraph(report.abstract, { bold: true }),
				rule(62),
				...body.slice(0, -1).map(block),
				paragraph(''),
				foot(report)
			]
		},
		{
			properties: {
				page: {
					size: {
						...size,
						orientation: lying ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
					},
					margin: MARGINS
				}
			},
			headers: { default: pageNumber },
			footers: { default: footers.default },
			children: [
				paragraph(annex.text, { bold: true, after: 6 }),
				...tables.flatMap((table) => tableBlocks(table, report, lying ? LYING : UPRIGHT))
			]
		}
	];
	const document = new Document({
		title: `${report.title} - ${report.abstract}`,
		creator: report.issuingBody,
		styles: { default: { document: { run: { font: FONT, size: points(14), color: '000000' } } } },
		sections
	});
	return new Uint8Array(await Packer.toArrayBuffer(document));
}
