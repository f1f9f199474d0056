import { date as hallDate } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Words of the closed sets of a report; codes as in `#lib/server/report`. */
export const reportKindWords = {
	fast: m.report_kind_fast,
	daily: m.report_kind_daily,
	'half-month': m.report_kind_half_month,
	whole: m.report_kind_whole
} as const;

export const gradeWords = {
	good: m.report_grade_good,
	fair: m.report_grade_fair,
	average: m.report_grade_average,
	below: m.report_grade_below
} as const;

const checkWords = {
	levels: m.report_check_levels,
	units: m.report_check_units,
	reasons: m.report_check_reasons,
	'reasons-by-service': m.report_check_reasons_by_service,
	'slots-issued': m.report_check_slots_issued,
	'slots-served': m.report_check_slots_served,
	'slots-counted': m.report_check_slots_counted,
	'slots-failed': m.report_check_slots_failed,
	'booths-served': m.report_check_booths_served,
	'booths-counted': m.report_check_booths_counted,
	'days-issued': m.report_check_days_issued,
	'within-cumulative': m.report_check_within_cumulative,
	venues: ({ service }: { service: string }) =>
		service === '' ? m.joined_check_present() : m.joined_check_venues({ service })
} as const;

/** Which sum it is. @param service of the checks that are about one */
export function checkName(what: keyof typeof checkWords, service: string): string {
	return checkWords[what]({ service });
}

/** `13/10/2023` of a date YYYY-MM-DD. */
export function plainDate(date: string): string {
	return hallDate(Date.parse(`${date}T00:00:00+07:00`));
}

/** `ngày 13/10/2023` or `từ ngày 01/10/2023 đến ngày 15/10/2023`. */
export function periodText({ from, to }: { from: string; to: string }): string {
	if (from === to) return m.report_period_day({ date: plainDate(from) });
	return m.report_period_range({ from: plainDate(from), to: plainDate(to) });
}
