import type { FeedFigures } from './feed-figures.ts';

/*
 * The one description of what the feed tells: JSON, CSV and the OpenAPI document are made from it. A column is never
 * taken away or given another meaning within a version; new ones come last.
 */

export type Cell = string | number | null;

export interface FeedColumn {
	name: string;
	type: 'integer' | 'string';
	nullable?: true;
	/** A closed list of values. */
	values?: readonly string[];
	description: string;
}

export interface FeedTable {
	description: string;
	columns: readonly FeedColumn[];
	/** Rows in the order of the columns. */
	rows: (figures: FeedFigures) => Cell[][];
}

const whole = (name: string, description: string): FeedColumn => ({
	name,
	type: 'integer',
	description
});
const text = (name: string, description: string): FeedColumn => ({
	name,
	type: 'string',
	description
});
const maybe = (column: FeedColumn): FeedColumn => ({ ...column, nullable: true });
const among = (column: FeedColumn, values: readonly string[]): FeedColumn => ({
	...column,
	values
});

const DAY = whole('day', 'Index of the day, from 1.');
const SERVICE = text('service_id', 'Service, as in the table services.');
const OUTCOMES = ['completed', 'enrolled', 'nothing-due', 'failed', 'deferred', 'left'];

const iso = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString().replace('Z', '+07:00');

export const FEED_TABLES = {
	days: {
		description: 'The four figures of each day. They are different things and are never added.',
		columns: [
			DAY,
			whole('people', 'Lượt công dân: people on tickets not cancelled, plus visitors.'),
			whole('visitors', 'Visitors counted at the gate who took no number; part of people.'),
			whole('tickets', 'Số phiếu: tickets not cancelled.'),
			whole('cancelled', 'Tickets that were cancelled; not part of tickets.'),
			whole('turns', 'Lượt phục vụ: turns that reached a seat.'),
			whole('results', 'Kết quả: people with the outcome that their service counts.')
		],
		rows: ({ report }) =>
			report.days.map((d) => [
				d.day,
				d.people,
				d.visitors,
				d.tickets,
				d.cancelled,
				d.served,
				d.results
			])
	},
	services: {
		description: 'Services with what counts, targets, and what was counted over all days.',
		columns: [
			SERVICE,
			text('name_vi', 'Name in Vietnamese.'),
			text('name_en', 'Name in English.'),
			text('counted_noun_vi', 'What is counted, as a full noun in Vietnamese.'),
			text('counted_noun_en', 'The same in English.'),
			among(text('counts', 'The outcome that counts towards the target.'), OUTCOMES),
			whole('counted', 'People counted, all days.'),
			maybe(whole('target', 'Target given, people; null where none was.')),
			maybe(whole('eligible', 'Eligible people; null where not known.'))
		],
		rows: ({ report }) =>
			report.services.map((s) => [
				s.serviceId,
				s.name.vi,
				s.name.en,
				s.countedNoun.vi,
				s.countedNoun.en,
				s.counts,
				s.counted,
				s.target,
				s.eligible
			])
	},
	'service-days': {
		description: 'People counted per service and day.',
		columns: [DAY, SERVICE, whole('counted', 'People counted.')],
		rows: ({ report }) =>
			report.days.flatMap(({ day }) =>
				report.services.map((s) => [day, s.serviceId, s.byDay[day] ?? 0])
			)
	},
	outcomes: {
		description: 'Every outcome that was recorded, over all days, in people.',
		columns: [
			SERVICE,
			among(text('outcome', 'How it ended.'), OUTCOMES),
			whole('people', 'People.')
		],
		rows: ({ report }) =>
			report.services.flatMap((s) =>
				[...s.outcomes]
					.sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome))
					.map(({ outcome, count }) => [s.serviceId, outcome, count])
			)
	},
	reasons: {
		description: 'Why it could not be done, over all days, in people.',
		columns: [
			text('reason_id', 'Reason.'),
			text('name_vi', 'The reason in Vietnamese.'),
			text('name_en', 'The reason in English.'),
			SERVICE,
			whole('people', 'People.')
		],
		rows: ({ report }) =>
			report.reasons.flatMap((reason) =>
				Object.entries(reason.byService)
					.sort(([a], [b]) => (a < b ? -1 : 1))
					.map(([serviceId, n]) => [
						reason.reasonId,
						reason.internal.vi,
						reason.internal.en,
						serviceId,
						n
					])
			)
	},
	booths: {
		description: 'Booths, without officers, over all days.',
		columns: [
			text('booth_id', 'Booth.'),
			whole('number', 'Its number in the hall.'),
			whole('seats', 'People served at a time; 0: a helper who goes about.'),
			text('services', 'Services it serves, separated by spaces.'),
			whole('turns', 'Turns that reached a seat here.'),
			whole('counted', 'People counted.'),
			whole('failed', 'People who could not be served.')
		],
		rows: ({ report }) =>
			report.booths.map((b) => [
				b.boothId,
				b.number,
				b.seats,
				b.services.join(' '),
				b.served,
				b.counted,
				b.failed
			])
	},
	'half-hours': {
		description: 'What happened in each half hour in which anything did.',
		columns: [
			DAY,
			text('from', 'Its beginning: ISO 8601 in the time of Viet Nam.'),
			whole('issued', 'Tickets given, cancelled ones included.'),
			whole('ended', 'Turns ended.'),
			whole('counted', 'People counted.')
		],
		rows: ({ report }) => report.curve.map((c) => [c.day, iso(c.at), c.issued, c.ended, c.counted])
	},
	waits: {
		description: 'Waits from due to call, of turns that were called.',
		columns: [
			DAY,
			SERVICE,
			whole('called', 'Turns called.'),
			whole('median_s', 'The middle wait, seconds.'),
			whole('p90_s', 'Nine in ten waited no longer, seconds.')
		],
		rows: ({ waits }) => waits.map((w) => [w.day, w.serviceId, w.called, w.medianS, w.p90S])
	},
	satisfaction: {
		description: 'Answers by three faces, one for each ticket, by the day of the ticket.',
		columns: [
			DAY,
			whole('very_satisfied', 'Rất hài lòng.'),
			whole('satisfied', 'Hài lòng.'),
			whole('unsatisfied', 'Chưa hài lòng.'),
			whole('answered', 'Tickets with an answer.'),
			whole('tickets', 'Tickets not cancelled.')
		],
		rows: ({ satisfaction }) =>
			satisfaction.map((d) => [
				d.day,
				d.verySatisfied,
				d.satisfied,
				d.unsatisfied,
				d.answered,
				d.tickets
			])
	}
} as const satisfies Record<string, FeedTable>;

export type FeedTableName = keyof typeof FEED_TABLES;

export function feedTable(name: string): FeedTable | null {
	return Object.hasOwn(FEED_TABLES, name) ? FEED_TABLES[name as FeedTableName] : null;
}

/** A table as JSON rows: objects with exactly its columns. */
export function jsonRows(table: FeedTable, figures: FeedFigures): Record<string, Cell>[] {
	return table
		.rows(figures)
		.map((row) => Object.fromEntries(table.columns.map(({ name }, i) => [name, row[i] ?? null])));
}

/** A table as CSV by RFC 4180: commas, CRLF, a head of column names; nothing stands for null. Without formulas. */
export function csvText(table: FeedTable, figures: FeedFigures): string {
	const rows: Cell[][] = [table.columns.map(({ name }) => name), ...table.rows(figures)];
	return rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('');
}

function csvCell(value: Cell): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
