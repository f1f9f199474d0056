/** Fast: the day as it stands; daily: one day; half-month: days 1–15 or 16–end; whole: all days. */
export const REPORT_KINDS = ['fast', 'daily', 'half-month', 'whole'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Dates as YYYY-MM-DD, both ends within. */
export interface Dates {
	from: string;
	to: string;
}

/** What a report is about. Cumulative figures are of all days up to `to`. */
export interface Period extends Dates {
	kind: ReportKind;
	/** What "compared with the former period" compares with; null where there is none. */
	former: Dates | null;
}

/**
 * The period of a kind that holds a date. The former period of a day is the day of the field event before it (a field
 * event may rest for a week); of a half month the half month before.
 * @param dates of the field event's days in order, at least one
 * @param date of the day that was chosen
 */
export function periodOf(kind: ReportKind, dates: readonly string[], date: string): Period {
	if (kind === 'whole') {
		const from = dates[0] ?? date;
		return { kind, from, to: dates.at(-1) ?? date, former: null };
	}
	if (kind === 'half-month') {
		const half = halfMonthOf(date);
		const before = halfMonthOf(dayBefore(half.from));
		const former = (dates[0] ?? half.from) <= before.to ? before : null;
		return { kind, ...half, former };
	}
	const before = dates.filter((one) => one < date).at(-1);
	return { kind, from: date, to: date, former: before ? { from: before, to: before } : null };
}

/** Days 1–15 or 16 to the end of the month, as the provinces' fifteen-day reports are cut [assumed]. */
export function halfMonthOf(date: string): Dates {
	const month = date.slice(0, 8);
	if (date.slice(8) <= '15') return { from: `${month}01`, to: `${month}15` };
	const [year, number] = date.split('-').map(Number) as [number, number];
	const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
	return { from: `${month}16`, to: `${month}${last}` };
}

function dayBefore(date: string): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
