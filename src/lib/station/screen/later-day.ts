const HALL_MS = 7 * 3_600_000;

/**
 * Which later day of the field event the calendar says it is, 1..n, by hall time; null when it is not. The calendar only
 * asks: a day is begun by the hall's word or by a visible tap.
 */
export function laterDay(
	days: readonly { date: string }[],
	day: number,
	at: number
): number | null {
	const today = new Date(at + HALL_MS).toISOString().slice(0, 10);
	const index = days.findIndex(({ date }) => date === today);
	return index + 1 > day ? index + 1 : null;
}
