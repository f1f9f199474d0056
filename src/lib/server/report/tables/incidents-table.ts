import * as m from '#lib/i18n/paraglide/messages.js';
import { incidentGroupWords, incidentTime, placesText, toldOf } from '#lib/i18n/incident-words.ts';
import type { Incident } from '#lib/server/incident/read-incidents.ts';
import type { ReportReading } from '../reading.ts';
import { column, figure, text, type Cell, type ReportTable, type Row } from '../report-table.ts';

/** Table 6: what went wrong, by group and time, with its minutes and the people whom it met. */
export function incidentsTable(
	incidents: readonly Incident[],
	venues: ReportReading['venues']
): ReportTable {
	const rows: Row[] = incidents.map((one, i) => ({
		key: `incident:${one.fieldEventId}/${one.key}`,
		cells: [
			text(String(i + 1)),
			text(incidentGroupWords[one.group]()),
			text(incidentTime(one)),
			text(placesText(one.places, venueOf(one, venues))),
			text(toldOf(one)),
			figure(one.minutes),
			figure(one.people)
		]
	}));
	if (rows.length > 0) {
		const sumOfRows = incidents.map((_, i) => i);
		const sum = (values: (number | null)[]): Cell => ({
			kind: 'count',
			value: values.reduce<number>((all, value) => all + (value ?? 0), 0),
			sumOfRows
		});
		rows.push({
			key: 'total',
			tone: 'total',
			cells: [
				text(''),
				text(m.report_row_total()),
				text(m.incident_times({ n: incidents.length })),
				text(''),
				text(''),
				sum(incidents.map(({ minutes }) => minutes)),
				sum(incidents.map(({ people }) => people))
			]
		});
	}
	return {
		id: 'incidents',
		title: m.incident_table(),
		tab: m.incident_sheet(),
		columns: [
			column(m.report_col_no(), 4),
			column(m.incident_col_group(), 10, false),
			column(m.incident_col_time(), 15, false),
			column(m.incident_col_where(), 18, false),
			column(m.incident_col_what(), 28, false),
			column(m.incident_col_minutes(), 8),
			column(m.incident_col_people(), 10)
		],
		rows,
		empty: m.incident_none(),
		notes: [m.incident_note()]
	};
}

/** Where the field event of an incident is; empty where a report is about one alone. */
export function venueOf(one: Incident, venues: ReportReading['venues']): string {
	return venues.length > 1 ? (venues.find(({ id }) => id === one.fieldEventId)?.place ?? '') : '';
}
