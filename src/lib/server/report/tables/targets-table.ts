import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { figureWords } from '#lib/i18n/words.ts';
import type { Amount, ReportReading, ServiceReading } from '../reading.ts';
import { column, figure, share, text, type ReportTable, type Row } from '../report-table.ts';
import { sumOf } from '../scope.ts';

/** Table 1: what was counted, against what was to be reached. */
export function targetsTable({
	figures,
	services
}: Pick<ReportReading, 'figures' | 'services'>): ReportTable {
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
	add('put-off', m.report_row_put_off(), visits, figures.putOff, {
		note: m.report_row_put_off_note()
	});
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
