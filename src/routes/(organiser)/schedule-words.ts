import type { Rules } from '#lib/core/catalogue.ts';
import { date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** `2023-10-13` as `13/10/2023`. */
export function dayText(isoDate: string): string {
	return date(Date.parse(`${isoDate}T12:00:00+07:00`));
}

/** The days of a field event, `13/10/2023 – 15/10/2023 (3 ngày)`. */
export function daysText(days: Rules['days']): string {
	const [first] = days;
	const last = days.at(-1);
	if (!first || !last) return '';
	if (days.length === 1) return dayText(first.date);
	const span = { from: dayText(first.date), to: dayText(last.date), count: days.length };
	return m.organiser_events_days(span);
}
