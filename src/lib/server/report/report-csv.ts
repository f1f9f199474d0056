import { asOf, clock, percent } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { boothName, figureWords, outcomeWords } from '#lib/i18n/words.ts';
import type { ReportDocument } from './report-document.ts';
import { cellText, type Cell as TableCell } from './report-table.ts';
import type { DayFigures, ReportFigures } from './report-figures.ts';

type Cell = string | number | null;

/**
 * A report as CSV that Excel in Viet Nam opens with a double press: UTF-8 with its mark, semicolons, CRLF. In the
 * reader's language. It says as of when its figures are, and at which clock, so that it can be held against a board.
 * @param at hall time of the reading, ms
 */
export function reportCsv(report: ReportFigures, at: number, demo: boolean): string {
	const rows: Cell[][] = [];
	if (demo) rows.push([m.common_demo_banner()]);
	rows.push(
		[report.name],
		[report.place],
		[asOf(at)],
		[m.organiser_csv_clock(), report.clock],
		[],
		...figureRows(report),
		[],
		...serviceRows(report),
		[],
		...outcomeRows(report),
		[],
		...boothRows(report),
		[],
		...reasonRows(report),
		[],
		...answerRows(report),
		...curveRows(report)
	);
	return csvOf(rows);
}

/** The tables of a report alone, for one period or one frozen version. */
export function tablesCsv(report: ReportDocument): string {
	return csvOf([
		...(report.demo ? [[m.common_demo_banner()]] : []),
		[report.title],
		[report.abstract],
		[report.asOf],
		...(report.draft ? [[m.report_draft()]] : []),
		[report.source],
		...tableRows(report)
	]);
}

function csvOf(rows: Cell[][]): string {
	return '\uFEFF' + rows.map((row) => row.map(cell).join(';') + '\r\n').join('');
}

function tableRows({ blocks }: ReportDocument): Cell[][] {
	return blocks
		.filter((one) => one.kind === 'table')
		.flatMap(({ table }) => [
			[],
			[table.title],
			table.columns.map(({ label }) => label),
			...table.rows.map(({ cells }) => cells.map(plainCell)),
			...(table.rows.length === 0 ? [[table.empty]] : []),
			...table.notes.map((note) => [note])
		]);
}

/** Counts as bare digits, so that a spreadsheet reads them; shares and minutes as they are printed. */
function plainCell(one: TableCell): Cell {
	const isCount = one.kind === 'count' || one.kind === 'change';
	return isCount && one.value !== null ? one.value : cellText(one);
}

/** Text that a spreadsheet would take for a formula is told apart by an apostrophe; the rest is quoted where needed. */
function cell(value: Cell): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function figureRows({ days, total }: ReportFigures): Cell[][] {
	const row = (name: string, day: DayFigures): Cell[] => [
		name,
		day.people,
		day.visitors,
		day.tickets,
		day.cancelled,
		day.served,
		day.results
	];
	return [
		[
			m.organiser_csv_day(),
			figureWords.people(),
			m.organiser_csv_visitors(),
			figureWords.tickets(),
			m.organiser_csv_cancelled(),
			figureWords.turns(),
			figureWords.results()
		],
		...days.map((day) => row(m.organiser_day({ day: day.day }), day)),
		row(m.organiser_csv_all_days(), total)
	];
}

function serviceRows({ days, services }: ReportFigures): Cell[][] {
	const head = [
		m.organiser_csv_counted(),
		m.organiser_service_unit(),
		...days.map(({ day }) => m.organiser_day({ day })),
		m.organiser_csv_all_days(),
		m.organiser_field_target(),
		m.organiser_csv_rate(),
		m.organiser_field_eligible()
	];
	return [
		head,
		...services.flatMap((service) => [
			[
				wordsIn(service.countedNoun),
				wordsIn(service.unit),
				...days.map(({ day }) => service.byDay[day] ?? 0),
				service.counted,
				service.target,
				service.target === null ? null : percent(service.counted, service.target),
				service.eligible
			],
			...service.levels.map(({ level, counted }) => [
				`${wordsIn(service.countedNoun)} – ${m.organiser_level({ level })}`,
				wordsIn(service.unit),
				...days.map(() => null),
				counted
			])
		])
	];
}

function outcomeRows({ services }: ReportFigures): Cell[][] {
	return [
		[m.organiser_csv_service(), m.organiser_csv_outcome(), m.organiser_csv_people()],
		...services.flatMap((service) =>
			service.outcomes.map(({ outcome, count }) => [
				wordsIn(service.name),
				outcomeWords[outcome](),
				count
			])
		)
	];
}

function boothRows({ days, booths, services }: ReportFigures): Cell[][] {
	const names = new Map(services.map((service) => [service.serviceId, wordsIn(service.name)]));
	return [
		[
			m.organiser_csv_booth(),
			m.organiser_csv_service(),
			...days.map(({ day }) => m.organiser_day({ day })),
			m.organiser_csv_all_days(),
			figureWords.turns(),
			outcomeWords.failed()
		],
		...booths.map((booth) => [
			boothName(booth),
			booth.services.map((id) => names.get(id) ?? id).join(', '),
			...days.map(({ day }) => booth.byDay[day] ?? 0),
			booth.counted,
			booth.served,
			booth.failed
		])
	];
}

function reasonRows({ reasons, services }: ReportFigures): Cell[][] {
	const named = services.filter(({ serviceId }) =>
		reasons.some((reason) => reason.byService[serviceId])
	);
	return [
		[
			m.organiser_csv_reason(),
			...named.map((service) => wordsIn(service.name)),
			m.organiser_csv_total()
		],
		...reasons.map((reason) => [
			wordsIn(reason.internal),
			...named.map((service) => reason.byService[service.serviceId] ?? 0),
			reason.total
		])
	];
}

/** With the empty row that follows; nothing where no question was ever answered. */
function answerRows({ answers, services }: ReportFigures): Cell[][] {
	if (answers.length === 0) return [];
	const names = new Map(services.map((service) => [service.serviceId, wordsIn(service.name)]));
	return [
		[
			m.organiser_csv_service(),
			m.organiser_questions(),
			m.leader_answers_yes(),
			m.leader_answers_no()
		],
		...answers.map(({ serviceId, question, yes, no }) => [
			names.get(serviceId) ?? serviceId,
			wordsIn(question),
			yes,
			no
		]),
		[]
	];
}

function curveRows({ curve }: ReportFigures): Cell[][] {
	return [
		[
			m.organiser_csv_day(),
			m.organiser_csv_half_hour(),
			m.common_curve_issued(),
			m.common_curve_served(),
			figureWords.results()
		],
		...curve.map((point) => [
			m.organiser_day({ day: point.day }),
			clock(point.at),
			point.issued,
			point.ended,
			point.counted
		])
	];
}
