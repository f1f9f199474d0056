import type { Block, ReportDocument } from './report-document.ts';
import { shownTable, type ShownTable } from './show-report.ts';

/** A report as a page to be printed draws it: every cell is its text. */
export interface PaperReport {
	report: Omit<ReportDocument, 'blocks'>;
	sections: Exclude<Block, { kind: 'table' }>[];
	/** The heading of the tables, behind the signature. */
	annex: string;
	tables: ShownTable[];
}

export function paperReport({ blocks, ...report }: ReportDocument): PaperReport {
	const texts = blocks.filter((one) => one.kind !== 'table');
	return {
		report,
		sections: texts.slice(0, -1),
		annex: texts.at(-1)?.text ?? '',
		tables: blocks.filter((one) => one.kind === 'table').map(({ table }) => shownTable(table))
	};
}
