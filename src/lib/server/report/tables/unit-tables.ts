import * as m from '#lib/i18n/paraglide/messages.js';
import { gradeWords } from '#lib/i18n/report-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { ReportReading } from '../reading.ts';
import {
	column,
	figure,
	share,
	text,
	type Cell,
	type ReportTable,
	type Row
} from '../report-table.ts';
import { sumOf } from '../scope.ts';
import { standingsOf, type Standing } from '../standings.ts';

/** Table 2, once for each service with units. */
export function unitTables(reading: ReportReading): ReportTable[] {
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
	{ period, grades, venues }: ReportReading,
	units: Standing[]
): Omit<ReportTable, 'id' | 'title' | 'tab'> {
	const eligible = units.some((unit) => unit.eligible !== null);
	// Names are all that is known of a unit: an area that was renamed or merged is not guessed at.
	const joined = venues.length > 1 && units.length > 0 ? [m.report_note_units_joined()] : [];
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
		notes: units.some(({ rank }) => rank !== null)
			? [
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
					...(grades.areDefault ? [m.report_note_grades_default()] : []),
					...joined
				]
			: [m.report_note_unranked(), ...joined]
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
