import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { figureWords } from '#lib/i18n/words.ts';
import type { ReportReading, VenueReading } from '../reading.ts';
import { column, figure, text, type Cell, type ReportTable, type Row } from '../report-table.ts';
import { targetsTable } from './targets-table.ts';

/** Tables 9 and 10 of several field events: side by side with their sum, then each with its own targets. */
export function venueTables(sum: ReportReading, venues: readonly VenueReading[]): ReportTable[] {
	return [
		sideBySide(sum, venues),
		...venues.map((venue, i) => ({
			...targetsTable(venue),
			id: `venue/${venue.venues[0]!.id}`,
			title: m.joined_table_venue({ no: i + 1, name: venue.venues[0]!.name }),
			tab: m.joined_sheet_venue({ no: i + 1 })
		}))
	];
}

function sideBySide(sum: ReportReading, venues: readonly VenueReading[]): ReportTable {
	const withTarget = sum.services.filter(({ target }) => (target ?? 0) > 0);
	const sums = (value: number): Cell => ({
		kind: 'count',
		value,
		sumOfRows: venues.map((_, i) => i)
	});
	const line = (reading: VenueReading, one: (value: number) => Cell): Cell[] => {
		const service = (id: string) => reading.services.find(({ serviceId }) => serviceId === id);
		return [
			one(reading.figures.people.cumulative),
			one(reading.figures.tickets.cumulative),
			...sum.services.map(({ serviceId }) => one(service(serviceId)?.counted.cumulative ?? 0)),
			...withTarget.map(({ serviceId }): Cell => ({
				kind: 'share',
				part: service(serviceId)?.counted.cumulative ?? 0,
				whole: service(serviceId)?.target ?? null
			}))
		];
	};
	const rows: Row[] = venues.map((venue, i) => ({
		key: `venue:${venue.venues[0]!.id}`,
		cells: [text(String(i + 1)), text(nameOf(venue)), ...line(venue, figure)]
	}));
	rows.push({
		key: 'total',
		tone: 'total',
		cells: [text(''), text(m.report_row_total()), ...line(sum, sums)]
	});
	return {
		id: 'venues',
		title: m.joined_table_venues(),
		tab: m.joined_sheet_venues(),
		columns: [
			column(m.report_col_no(), 4),
			column(m.joined_col_venue(), 24, false),
			column(m.report_row_people(), 9),
			column(figureWords.tickets(), 9),
			...sum.services.map(({ name }) => column(wordsIn(name), 10)),
			...withTarget.map(({ name }) => column(m.joined_col_share({ service: wordsIn(name) }), 11))
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.joined_note_venues(), m.report_rounding()]
	};
}

const nameOf = ({ venues }: VenueReading) => `${venues[0]!.name}, ${venues[0]!.place}`;
