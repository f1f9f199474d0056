import * as m from '#lib/i18n/paraglide/messages.js';
import { gradeWords, plainDate } from '#lib/i18n/report-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { boothName, figureWords } from '#lib/i18n/words.ts';
import type { Amount, Flow, ReportReading, ServiceReading } from './reading.ts';
import {
	figure,
	text,
	type Cell,
	type Column,
	type ReportTable,
	type Row
} from './report-table.ts';
import { sumOf } from './scope.ts';
import { standingsOf, type Standing } from './standings.ts';

/** The four tables of a report in the reader's language; table 2 once for each service with units, table 4 in parts. */
export function reportTables(reading: ReportReading): ReportTable[] {
	const tables = [
		targetsTable(reading),
		...unitTables(reading),
		reasonsTable(reading),
		slotsTable(reading),
		boothsTable(reading),
		...(reading.dates.length > 1 ? [daysTable(reading)] : [])
	];
	// Where there are no figures there is nothing to explain.
	return tables.map((table) => (table.rows.length > 0 ? table : { ...table, notes: [] }));
}

const column = (label: string, width: number, isFigure = true): Column => ({
	label,
	width,
	figure: isFigure
});
const share = (
	part: number,
	whole: number | null,
	row: number,
	partAt: number,
	wholeAt: number
): Cell => ({
	kind: 'share',
	part,
	whole,
	of: { part: { row, column: partAt }, whole: { row, column: wholeAt } }
});

function targetsTable({ figures, services }: ReportReading): ReportTable {
	const eligible = services.some((service) => service.eligible !== null);
	const rows: Row[] = [];
	let no = 0;
	const add = (
		key: string,
		name: string,
		unit: string,
		n: Amount,
		more: { target?: number | null; eligible?: number | null; note?: string; part?: boolean } = {}
	) => {
		const at = rows.length;
		const { target = null, note = '', part = false } = more;
		rows.push({
			key,
			...(part && { tone: 'part' as const }),
			cells: [
				text(part ? '' : String(++no)),
				text(name),
				text(unit),
				figure(target),
				figure(n.inPeriod),
				figure(n.cumulative),
				share(n.cumulative, target, at, 5, 3),
				...(eligible
					? [figure(more.eligible ?? null), share(n.cumulative, more.eligible ?? null, at, 5, 7)]
					: []),
				text(note)
			]
		});
	};
	const visits = m.report_unit_visits();
	add('people', m.report_row_people(), visits, figures.people, {
		note: m.report_row_people_note()
	});
	add('visitors', m.report_row_visitors(), visits, figures.visitors, { part: true });
	add('tickets', figureWords.tickets(), m.report_unit_tickets(), figures.tickets);
	for (const service of services) addService(service);
	add(
		'failed',
		m.report_row_failed(),
		m.report_unit_times(),
		sumOf(services.map(({ failed }) => failed)),
		{
			note: m.report_row_failed_note()
		}
	);

	function addService(service: ServiceReading): void {
		const { serviceId, counted, levels, target } = service;
		const unit = wordsIn(service.unit);
		const own = rows.length;
		add(serviceId, wordsIn(service.countedNoun), unit, counted, {
			target,
			eligible: service.eligible
		});
		for (const { level, counted } of levels) {
			const name = level === null ? m.report_row_no_level() : m.report_row_level({ level });
			add(`${serviceId}/${level}`, name, unit, counted, { part: true });
		}
		if (levels.length === 0) return;
		const sumOfRows = levels.map((_, i) => own + 1 + i);
		for (const at of [4, 5]) Object.assign(rows[own]!.cells[at]!, { sumOfRows });
	}

	return {
		id: 'targets',
		title: m.report_table_1(),
		tab: m.report_sheet_1(),
		columns: [
			column(m.report_col_no(), 4),
			column(m.report_col_content(), 26, false),
			column(m.report_col_unit_word(), 8, false),
			column(m.report_col_target(), 9),
			column(m.report_col_in_period(), 9),
			column(m.report_col_cumulative(), 9),
			column(m.report_col_share(), 9),
			...(eligible
				? [column(m.report_col_eligible(), 9), column(m.report_col_share_eligible(), 10)]
				: []),
			column(m.report_col_note(), 12, false)
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.report_rounding()]
	};
}

function unitTables(reading: ReportReading): ReportTable[] {
	const services = reading.services.filter(({ serviceId }) => reading.units[serviceId]);
	const tables = services.map((service, i) => {
		const no = i + 1;
		const units = standingsOf(reading.units[service.serviceId]!, reading.grades);
		return {
			...unitFrame(reading, units),
			id: `units/${service.serviceId}`,
			title: m.report_table_2({ no, service: wordsIn(service.name) }),
			tab: m.report_sheet_2({ no })
		};
	});
	if (tables.length > 0) return tables;
	return [
		{
			...unitFrame(reading, []),
			id: 'units',
			title: m.report_table_2_none(),
			tab: m.report_sheet_2_none()
		}
	];
}

function unitFrame(
	{ period, grades }: ReportReading,
	units: Standing[]
): Omit<ReportTable, 'id' | 'title' | 'tab'> {
	const eligible = units.some((unit) => unit.eligible !== null);
	const line = (unit: Standing, row: number): Cell[] => [
		figure(unit.rank),
		text(unit.unit === '' ? m.report_row_no_unit() : unit.unit),
		figure(unit.target),
		figure(unit.counted.inPeriod),
		figure(unit.counted.cumulative),
		share(unit.counted.cumulative, unit.target, row, 4, 2),
		...(eligible
			? [figure(unit.eligible), share(unit.counted.cumulative, unit.eligible, row, 4, 6)]
			: []),
		{ kind: 'change', value: period.former && unit.counted.inPeriod - unit.counted.former },
		text(unit.grade === null ? '–' : gradeWords[unit.grade]())
	];
	const rows: Row[] = units.map((unit, i) => ({ key: `unit:${unit.unit}`, cells: line(unit, i) }));
	if (rows.length > 0)
		rows.push({
			key: 'total',
			tone: 'total',
			cells: unitTotal(units, period.former !== null, eligible)
		});
	return {
		columns: [
			column(m.report_col_rank(), 6),
			column(m.report_col_organisation(), 26, false),
			column(m.report_col_given(), 10),
			column(m.report_col_done(), 10),
			column(m.report_col_cumulative(), 9),
			column(m.report_col_share(), 10),
			...(eligible
				? [column(m.report_col_eligible(), 9), column(m.report_col_share_eligible(), 10)]
				: []),
			column(m.report_col_change(), 10),
			column(m.report_col_grade(), 11, false)
		],
		rows,
		empty: m.report_nothing_units(),
		notes: [
			m.report_note_ties(),
			m.report_note_grades({
				good: gradeWords.good(),
				fair: gradeWords.fair(),
				average: gradeWords.average(),
				below: gradeWords.below(),
				goodFrom: grades.good,
				fairFrom: grades.fair,
				averageFrom: grades.average
			}),
			...(grades.areDefault ? [m.report_note_grades_default()] : [])
		]
	};
}

function unitTotal(units: Standing[], hasFormer: boolean, eligible: boolean): Cell[] {
	const sumOfRows = units.map((_, i) => i);
	const counted = sumOf(units.map((unit) => unit.counted));
	const sum = (value: number): Cell => ({ kind: 'count', value, sumOfRows });
	const part = (of: 'target' | 'eligible', at: number): Cell[] => {
		const known = units.filter((unit) => (unit[of] ?? 0) > 0);
		const whole = known.length > 0 ? known.reduce((total, unit) => total + unit[of]!, 0) : null;
		return [
			whole === null ? figure(null) : sum(whole),
			{
				kind: 'share',
				part: sumOf(known.map((unit) => unit.counted)).cumulative,
				whole,
				of: { rows: sumOfRows, part: 4, whole: at }
			}
		];
	};
	const [target, targetShare] = part('target', 2) as [Cell, Cell];
	return [
		text(''),
		text(m.report_row_total()),
		target,
		sum(counted.inPeriod),
		sum(counted.cumulative),
		targetShare,
		...(eligible ? part('eligible', 6) : []),
		{ kind: 'change', value: hasFormer ? counted.inPeriod - counted.former : null },
		text('')
	];
}

function reasonsTable({ reasons, services }: ReportReading): ReportTable {
	const total = sumOf(reasons.map((reason) => reason.total));
	const last = services.length + 2;
	const sumOfRows = reasons.map((_, i) => i);
	const shareOfTotal = (part: number, row: number): Cell => ({
		kind: 'share',
		part,
		whole: total.inPeriod,
		of: { part: { row, column: last }, whole: { row: reasons.length, column: last } }
	});
	const rows: Row[] = reasons.map(({ reasonId, internal, total, byService }, i) => ({
		key: `reason:${reasonId}`,
		cells: [
			text(String(i + 1)),
			text(internal ? wordsIn(internal) : m.report_row_no_reason()),
			...services.map(({ serviceId }) => figure(byService[serviceId] ?? 0)),
			figure(total.inPeriod),
			shareOfTotal(total.inPeriod, i),
			figure(total.cumulative)
		]
	}));
	if (rows.length > 0) {
		const sum = (value: number): Cell => ({ kind: 'count', value, sumOfRows });
		rows.push({
			key: 'total',
			tone: 'total',
			cells: [
				text(''),
				text(m.report_row_total()),
				...services.map(({ serviceId }) =>
					sum(reasons.reduce((n, { byService }) => n + (byService[serviceId] ?? 0), 0))
				),
				sum(total.inPeriod),
				shareOfTotal(total.inPeriod, reasons.length),
				sum(total.cumulative)
			]
		});
	}
	return {
		id: 'reasons',
		title: m.report_table_3(),
		tab: m.report_sheet_3(),
		columns: [
			column(m.report_col_no(), 4),
			column(m.report_col_reason(), 28, false),
			...services.map(({ name }) => column(wordsIn(name), 11)),
			column(m.report_col_total(), 8),
			column(m.report_col_share(), 9),
			column(m.report_col_cumulative(), 8)
		],
		rows,
		empty: m.report_nothing(),
		notes: [m.report_rounding()]
	};
}

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

function slotsTable({ flow, slotMinutes }: ReportReading): ReportTable {
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

function boothsTable({ flow, venues }: ReportReading): ReportTable {
	const place = (fieldEventId: number) =>
		venues.length > 1 ? ` (${venues.find(({ id }) => id === fieldEventId)?.place ?? ''})` : '';
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
			name: (one.booth ? boothName(one.booth) : m.report_row_no_booth()) + place(one.fieldEventId),
			flow: one
		})),
		false
	);
}

function daysTable({ flow }: ReportReading): ReportTable {
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
