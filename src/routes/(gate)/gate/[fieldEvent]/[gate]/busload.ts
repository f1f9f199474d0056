import { foldDigits } from '#lib/core/digits.ts';
import { MOST_TOGETHER } from '#lib/station/gate/party-choice.svelte.ts';
import { formatNumber, numberReadings, type TicketNumber } from '#lib/core/ticket-number.ts';

/** Sheets of one series in a row. */
export interface SheetRun {
	prefix: string;
	from: number;
	to: number;
}

/** Why two ends make no run yet. */
export type RunTrouble = 'missing' | 'unreadable' | 'two-series' | 'too-many';

/**
 * The sheets from one to another, both counted, in whichever order they were typed.
 * @param first, last as typed or scanned (`A-101`, `a101`, `101`)
 * @param prefix the gate's own letter, for numbers without one
 */
export function sheetRunOf(first: string, last: string, prefix: string): SheetRun | RunTrouble {
	if (first.trim() === '' || last.trim() === '') return 'missing';
	const [a, b] = [sheetNumber(first, prefix), sheetNumber(last, prefix)];
	if (!a || !b) return 'unreadable';
	if (a.prefix !== b.prefix) return 'two-series';
	const [from, to] = [Math.min(a.number, b.number), Math.max(a.number, b.number)];
	return to - from < MOST_TOGETHER ? { prefix: a.prefix, from, to } : 'too-many';
}

/** `A2017` is read as this gate's own number where it can be. */
function sheetNumber(text: string, prefix: string): TicketNumber | undefined {
	const digits = foldDigits(text).trim();
	if (/^0*[1-9]\d{0,4}$/.test(digits)) return { prefix, number: Number(digits) };
	const readings = numberReadings(text);
	return readings.find((reading) => reading.prefix === prefix) ?? readings[0];
}

export function numbersOf({ from, to }: SheetRun): number[] {
	return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The last of so many sheets; empty when the first cannot be read. */
export function lastOf(first: string, count: number, prefix: string): string {
	const number = sheetNumber(first, prefix);
	return number ? formatNumber(number.prefix, number.number + count - 1) : '';
}
