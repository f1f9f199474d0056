import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reportDocument, type ReportDocument } from './report-document.ts';
import { reportDocx } from './report-docx.ts';
import { cellText } from './report-table.ts';
import { reportXlsx } from './report-xlsx.ts';
import { sampleReading } from './reading.fixture.ts';

/*
 * The files as an office opens them: LibreOffice reckons every formula anew and must come to what the document prints.
 * Where it is not installed there is nothing to ask, and the tests say so.
 */

function office(): string | null {
	for (const name of ['soffice', 'libreoffice']) {
		try {
			execFileSync(name, ['--version'], { stdio: 'ignore' });
			return name;
		} catch {
			continue;
		}
	}
	return null;
}

const program = office();
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;
/** Fields by commas, quoted; UTF-8; as shown; every sheet to a file of its own. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

describe('a report opened in an office program', () => {
	beforeEach((context) => context.skip(program === null, 'LibreOffice is not installed'));

	let folder: string;
	let report: ReportDocument;

	beforeAll(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-office-'));
		const user = path.join(folder, 'profile', 'user');
		mkdirSync(user, { recursive: true });
		writeFileSync(path.join(user, 'registrymodifications.xcu'), RECALCULATE);
		report = reportDocument(sampleReading(), {
			letterhead: {
				parentBody: 'UBND tỉnh Phú Yên',
				issuingBody: 'UBND thành phố Tuy Hòa',
				symbol: 'BC-UBND',
				place: 'Tuy Hòa',
				authority: 'TM. ỦY BAN NHÂN DÂN',
				signer: '',
				recipients: 'UBND tỉnh'
			},
			fields: {
				attendance: '',
				preparation: '',
				otherHelp: '',
				infrastructure: '',
				staffing: '',
				records: '',
				security: '',
				proposals: '',
				nextTasks: ''
			},
			draft: true,
			demo: false,
			later: null
		});
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	function convert(file: string, to: string): void {
		const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
		const asked = [profile, '--headless', '--convert-to', to, '--outdir', folder, file];
		execFileSync(program!, asked, { stdio: 'ignore', timeout: 90_000 });
	}

	test('every total and share of the spreadsheet is reckoned to what the document prints', async () => {
		const file = path.join(folder, 'so-lieu.xlsx');
		const written = await reportXlsx(report);
		writeFileSync(file, written);
		convert(file, CSV);
		const sheets = readdirSync(folder).filter((name) => name.endsWith('.csv'));
		const tables = report.blocks.filter((one) => one.kind === 'table').map(({ table }) => table);
		expect(sheets).toHaveLength(tables.length);
		for (const table of tables) {
			const name = sheets.find((one) => one.includes(`-${table.tab}.csv`))!;
			const lines = rowsOf(readFileSync(path.join(folder, name), 'utf8'));
			for (const [i, { cells }] of table.rows.entries()) {
				for (const [j, cell] of cells.entries()) {
					const shown = lines[3 + i]?.[j] ?? '';
					expect(plain(shown), `${table.tab} ${i}/${j}`).toBe(plain(cellText(cell)));
				}
			}
		}
	}, 120_000);

	test('the document opens and becomes pages', async () => {
		const file = path.join(folder, 'bao-cao.docx');
		writeFileSync(file, await reportDocx(report));
		convert(file, 'pdf');
		const pages = readFileSync(path.join(folder, 'bao-cao.pdf'), 'latin1');
		expect((pages.match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThanOrEqual(2);
	}, 120_000);
});

/** Figures alike whatever separates their thousands and decimals. */
function plain(text: string): string {
	const digits = text.replace(/[%+]/g, '').replace('−', '-').trim();
	if (!/^-?[\d.,]+$/.test(digits)) return text.replace(/^'/, '').trim();
	return String(
		Math.round(Number(digits.replace(/[.,](?=\d{3}(\D|$))/g, '').replace(',', '.')) * 100)
	);
}

/** The rows of a text of quoted fields. */
function rowsOf(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, bare = '', end] of text.matchAll(
		/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g
	)) {
		rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare);
		if (end === '\n') rows.push([]);
	}
	return rows;
}
