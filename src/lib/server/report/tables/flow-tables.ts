import * as m from '#lib/i18n/paraglide/messages.js';
import { plainDate } from '#lib/i18n/report-words.ts';
import { boothName } from '#lib/i18n/words.ts';
import type { BoothFlow, Flow, ReportReading } from '../reading.ts';
import { column, text, type Cell, type ReportTable, type Row } from '../report-table.ts';

type FlowLine = { key: string; name: string; flow: Flow };

/** @param issued whether numbers are given in such a part: they are not at a booth */
function flowTable(
	frame: { id: string; title: string; tab: string; first: string },
	all: Flow,
	lines: FlowLine[],
	issued: boolean
): ReportTable {
	const sumOfRows = lines.map((_, i) => i);
	const cells = (name: string, flow: Flow, sums?: number[]): Cell[] => [
		text(name),
		...[...(issued ? [flow.issued] : []), flow.served, flow.counted, flow.failed].map(
			(value): Cell => ({ kind: 'count', value, ...(sums && { sumOfRows: sums }) })
		),
		{ kind: 'minutes', sumMs: flow.waits.sumMs, n: flow.waits.n },
		...[flow.waits.medianMs, flow.waits.p90Ms, flow.waits.longestMs].map((sumMs): Cell => ({
			kind: 'minutes',
			sumMs,
			n: Math.min(1, flow.waits.n)
		}))
	];
	const rows: Row[] = lines.map(({ key, name, flow }) => ({ key, cells: cells(name, flow) }));
	if (rows.length > 0) {
		rows.push({ key: 'total', tone: 'total', cells: cells(m.report_row_total(), all, sumOfRows) });
	}
	return {
		...frame,
		columns: [
			column(frame.first, 14, false),
			...(issued ? [column(m.report_col_issued(), 9)] : []),
			column(m.report_col_served(), 9),
			column(m.report_col_counted(), 9),
			column(m.report_col_failed(), 9),
			column(m.report_col_wait_mean(), 9),
			column(m.report_col_wait_median(), 9),
			column(m.report_col_wait_p90(), 11),
			column(m.report_col_wait_longest(), 10)
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.report_note_waits()]
	};
}

/** Table 4.1: by the time of day. */
export function slotsTable({ flow, slotMinutes }: ReportReading): ReportTable {
	const time = (minute: number) =>
		`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
	return flowTable(
		{
			id: 'slots',
			title: m.report_table_4_slots(),
			tab: m.report_sheet_4_slots(),
			first: m.report_col_slot()
		},
		flow.all,
		flow.slots.map((slot) => ({
			key: `slot:${slot.fromMinute}`,
			name: `${time(slot.fromMinute)}–${time(slot.fromMinute + slotMinutes)}`,
			flow: slot
		})),
		true
	);
}

/** Table 4.2: by booth. */
export function boothsTable({ flow, venues }: ReportReading): ReportTable {
	return flowTable(
		{
			id: 'booths',
			title: m.report_table_4_booths(),
			tab: m.report_sheet_4_booths(),
			first: m.report_col_booth()
		},
		flow.all,
		flow.booths.map((one) => ({
			key: `booth:${one.fieldEventId}/${one.booth?.id ?? ''}`,
			name: nameOfBooth(one, venues),
			flow: one
		})),
		false
	);
}

/** Table 4.4: by day. */
export function daysTable({ flow }: ReportReading): ReportTable {
	return flowTable(
		{
			id: 'days',
			title: m.report_table_4_days(),
			tab: m.report_sheet_4_days(),
			first: m.report_col_day()
		},
		flow.all,
		flow.days.map((day) => ({ key: `day:${day.date}`, name: plainDate(day.date), flow: day })),
		true
	);
}

/** A booth's name; of several field events with the place. */
export function nameOfBooth(
	{ booth, fieldEventId }: Pick<BoothFlow, 'booth' | 'fieldEventId'>,
	venues: ReportReading['venues']
): string {
	const place = venues.find(({ id }) => id === fieldEventId)?.place ?? '';
	const name = booth ? boothName(booth) : m.report_row_no_booth();
	return venues.length > 1 ? `${name} (${place})` : name;
}
