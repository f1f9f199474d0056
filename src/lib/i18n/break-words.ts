import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';
import { aboutBetween, clock } from './format.ts';

/** A span of hall time, in ms. */
interface Span {
	from: number;
	to: number;
}

const HOUR_MS = 3_600_000;
const NOON_FROM_H = 10.5;
const NOON_TO_H = 14.5;
const hourOf = (at: number) => ((at + 7 * HOUR_MS) / HOUR_MS) % 24;

/** Whether a break is the one that everybody calls by the meal. */
export function isNoonBreak({ from, to }: Span): boolean {
	return hourOf(from) >= NOON_FROM_H && hourOf(to) <= NOON_TO_H;
}

/** `nghỉ trưa 11:30–13:00`, for the middle of a sentence. */
export function breakWords(gap: Span, locale: Locale = getLocale()): string {
	const times = { from: clock(gap.from), to: clock(gap.to) };
	return (isNoonBreak(gap) ? m.common_break_noon : m.common_break)(times, { locale });
}

/** A turn with the breaks before it: `khoảng 13:10–13:30 (nghỉ trưa 11:30–13:00)`. */
export function aboutBetweenOver(
	between: Span,
	breaks: readonly Span[],
	locale: Locale = getLocale()
): string {
	const range = aboutBetween(between.from, between.to, locale);
	if (breaks.length === 0) return range;
	return `${range} (${breaks.map((gap) => breakWords(gap, locale)).join(', ')})`;
}
