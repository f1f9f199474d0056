import type { ReportQuestion } from './open-report.ts';

/** The query that leads to a report again, beginning with `?`. */
export function reportQuery({ kind, date, slotMinutes, version }: ReportQuestion): string {
	const query = new URLSearchParams({ kind, date, slots: String(slotMinutes) });
	if (version !== null) query.set('version', String(version));
	return `?${query}`;
}

/** The query of an address without the name of the form's action. */
export function withoutAction(url: URL): string {
	const query = new URLSearchParams(
		[...url.searchParams].filter(([name]) => !name.startsWith('/'))
	);
	return query.size > 0 ? `?${query}` : '';
}
