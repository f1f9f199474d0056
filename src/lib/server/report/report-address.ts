import type { ReportQuestion } from './open-report.ts';

/** The query that leads to a report again, beginning with `?`. */
export function reportQuery({ kind, date, slotMinutes, version }: ReportQuestion): string {
	const query = new URLSearchParams({ kind, date, slots: String(slotMinutes) });
	if (version !== null) query.set('version', String(version));
	return `?${query}`;
}

/** Which report over several field events an address asks for. */
export interface JoinedQuestion extends ReportQuestion {
	ids: readonly number[];
}

/** As `reportQuery`, for one that names its field events. */
export function joinedQuery({ ids, ...question }: JoinedQuestion): string {
	return reportQuery(question) + ids.map((id) => `&of=${id}`).join('');
}
