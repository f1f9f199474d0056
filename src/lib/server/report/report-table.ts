import { hundredths, meanMinutesHundredths, shareHundredths } from '#lib/core/rounding.ts';
import { LEAST_WORKING_MS } from '#lib/core/throughput.ts';
import { count, twoDecimals } from '#lib/i18n/format.ts';

/** A cell of the same table, by row and column from 0. */
export interface At {
	row: number;
	column: number;
}

/** What stands in a cell. Numbers stay whole until they are written down, so that every output rounds alike. */
export type Cell =
	| { kind: 'text'; text: string }
	/** Null: nothing is known or none was given, `–`. */
	| { kind: 'count'; value: number | null; sumOfRows?: number[] }
	| {
			kind: 'share';
			part: number;
			whole: number | null;
			/** Where both stand, for a spreadsheet's own formula; `rows`: the parts of those rows that have a whole. */
			of?: { part: At; whole: At } | { rows: number[]; part: number; whole: number };
	  }
	| { kind: 'minutes'; sumMs: number; n: number }
	/** A length of time in hours. */
	| { kind: 'hours'; ms: number }
	/** So many in an hour; with too little time there is nothing to say. */
	| { kind: 'rate'; n: number; ms: number }
	/** A difference, with its sign. */
	| { kind: 'change'; value: number | null };

export interface Column {
	label: string;
	/** Share of the table's width, relative to the others. */
	width: number;
	/** Numbers stand at the right. */
	figure: boolean;
}

export interface Row {
	/** The same row of another reading has the same key. */
	key: string;
	cells: Cell[];
	/** Total: in bold. Part: of the row above it. */
	tone?: 'total' | 'part';
}

/** One table of a report, the same for the screen, the document, the spreadsheet and the CSV. */
export interface ReportTable {
	id: string;
	title: string;
	/** As a spreadsheet's tab: at most 31 letters, unique. */
	tab: string;
	columns: Column[];
	rows: Row[];
	/** What stands instead of rows. */
	empty: string;
	notes: string[];
}

const HOUR_MS = 3_600_000;

/** A length of time in hundredths of an hour. */
export function hoursHundredths(ms: number): number {
	return hundredths(ms, HOUR_MS)!;
}

/** How many in an hour, in hundredths; null with too little working time, as on a leader's page. */
export function rateHundredths(n: number, ms: number): number | null {
	return ms < LEAST_WORKING_MS ? null : hundredths(n * HOUR_MS, ms);
}

/** What a cell says to a reader. */
export function cellText(cell: Cell): string {
	switch (cell.kind) {
		case 'text':
			return cell.text;
		case 'count':
			return cell.value === null ? '–' : count(cell.value);
		case 'share': {
			const share = shareOf(cell);
			return share === null ? '–' : `${twoDecimals(share)}%`;
		}
		case 'minutes': {
			const minutes = meanMinutesHundredths(cell.sumMs, cell.n);
			return minutes === null ? '–' : twoDecimals(minutes);
		}
		case 'hours':
			return twoDecimals(hoursHundredths(cell.ms));
		case 'rate': {
			const rate = rateHundredths(cell.n, cell.ms);
			return rate === null ? '–' : twoDecimals(rate);
		}
		case 'change':
			if (cell.value === null) return '–';
			return cell.value > 0 ? `+${count(cell.value)}` : count(cell.value);
	}
}

/** A share in hundredths of a percent, or null. */
export function shareOf({ part, whole }: { part: number; whole: number | null }): number | null {
	return whole === null ? null : shareHundredths(part, whole);
}

export const text = (value: string): Cell => ({ kind: 'text', text: value });
export const figure = (value: number | null): Cell => ({ kind: 'count', value });

export const column = (label: string, width: number, isFigure = true): Column => ({
	label,
	width,
	figure: isFigure
});

/** A share of two other cells of its row. */
export const share = (
	part: number,
	whole: number | null,
	row: number,
	partAt: number,
	wholeAt: number
): Cell => ({
	kind: 'share',
	part,
	whole,
	of: { part: { row, column: partAt }, whole: { row, column: wholeAt } }
});
