/** One place where two readings of the same hall are not the same. */
export interface Difference {
	/** Where, from the outside in: `tickets/…/steps/0/turns/1/state`. */
	path: string;
	journal: string;
	rows: string;
}

/** Longer values are cut for the report: whoever looks for the cause opens the row itself. */
const SHOWN = 120;

function shown(value: unknown): string {
	const text = value === undefined ? '(nothing)' : JSON.stringify(value);
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/**
 * Compares two plain values (objects, arrays, texts, numbers, null) to the last leaf.
 * @param journal what the journal comes to
 * @param rows what the rows say
 */
export function differences(journal: unknown, rows: unknown, path = ''): Difference[] {
	if (Object.is(journal, rows)) return [];
	if (isNested(journal) && isNested(rows) && Array.isArray(journal) === Array.isArray(rows)) {
		const keys = new Set([...Object.keys(journal), ...Object.keys(rows)]);
		return [...keys].flatMap((key) =>
			differences(journal[key], rows[key], path === '' ? key : `${path}/${key}`)
		);
	}
	return [{ path, journal: shown(journal), rows: shown(rows) }];
}

function isNested(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
