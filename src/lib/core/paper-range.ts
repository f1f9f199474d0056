/** Numbers of one series in a row, as papers of one print run. */
export interface PaperRange {
	day: number;
	prefix: string;
	from: number;
	to: number;
}

/** A print run is at most this long. */
export const MOST_PAPERS = 200;

/**
 * Reads a range from a query (`day`, `prefix`, `from`, `to`); null when it is none.
 * Cut to `MOST_PAPERS` from its first number.
 */
export function paperRangeOf(query: URLSearchParams): PaperRange | null {
	const whole = (name: string) => {
		const text = query.get(name) ?? '';
		return /^\d{1,6}$/.test(text) ? Number(text) : 0;
	};
	const prefix = query.get('prefix') ?? '';
	const [day, from] = [whole('day'), whole('from')];
	const to = Math.min(whole('to') || from, from + MOST_PAPERS - 1);
	if (!/^[A-Z]\d{0,2}$/.test(prefix) || day === 0 || from === 0 || to < from) return null;
	return { day, prefix, from, to };
}

/** The query that `paperRangeOf` reads. Numbers only: a link's token has no place in an address. */
export function paperQuery({ day, prefix, from, to }: PaperRange): string {
	return `day=${day}&prefix=${prefix}&from=${from}&to=${to}`;
}

/** The range that these tickets of one series span; null for none. */
export function rangeOf(
	tickets: readonly { day: number; prefix: string; number: number }[]
): PaperRange | null {
	const [first] = tickets;
	if (!first) return null;
	const numbers = tickets.map((ticket) => ticket.number);
	const { day, prefix } = first;
	return { day, prefix, from: Math.min(...numbers), to: Math.max(...numbers) };
}
