import { shareHundredths } from '#lib/core/rounding.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/i18n/paraglide/runtime.js';

/*
 * How figures and times are written. Vietnamese as Decree 30/2020 and the province reports write them: 139.026, 98,95%,
 * 05/11/2023. Every function takes the locale last and falls back on the reader's.
 */

const minuteMs = 60_000;

/** Viet Nam has had one zone without summer time since 1975, so hall time is UTC + 7 h by arithmetic, on any device. */
const zoneMs = 7 * 60 * minuteMs;

const inHall = (atMs: number) => new Date(atMs + zoneMs);
const two = (value: number) => String(value).padStart(2, '0');

/** `139.026` in Vietnamese, `139,026` in English. Whole numbers only; a fraction is cut off. */
export function count(value: number, locale: Locale = getLocale()): string {
	const digits = String(Math.trunc(Math.abs(value)));
	const grouped = digits.replace(/\B(?=(\d{3})+$)/g, locale === 'vi' ? '.' : ',');
	return value <= -1 ? `−${grouped}` : grouped;
}

/**
 * The share `part` of `whole` as `98,95%`: two decimals, rounded half up on whole numbers (802.068/810.585 is 98,95%,
 * not the 98,94% that has been printed). Without a whole there is no share: `–`.
 */
export function percent(part: number, whole: number, locale: Locale = getLocale()): string {
	const share = shareHundredths(part, whole);
	return share === null ? '–' : `${twoDecimals(share, locale)}%`;
}

/** A figure given in hundredths, with both decimals: 9894 is `98,94`. Not negative. */
export function twoDecimals(hundredths: number, locale: Locale = getLocale()): string {
	const units = count(Math.floor(hundredths / 100), locale);
	return `${units}${locale === 'vi' ? ',' : '.'}${two(hundredths % 100)}`;
}

/** As {@link percent} with trailing zeros cut, for running text: `32,2%`, `100%`. */
export function percentInProse(part: number, whole: number, locale: Locale = getLocale()): string {
	return percent(part, whole, locale).replace(/[.,]00%$|(?<=[.,]\d)0%$/, '%');
}

/** `10.056/10.000`. */
export function fraction(part: number, whole: number, locale: Locale = getLocale()): string {
	return `${count(part, locale)}/${count(whole, locale)}`;
}

/** `10.056/10.000 (100,56% chỉ tiêu)`; without a target the figure alone. */
export function againstTarget(
	done: number,
	target: number | null,
	locale: Locale = getLocale()
): string {
	if (target === null || target <= 0) return count(done, locale);
	const share = m.common_of_target({ percent: percent(done, target, locale) }, { locale });
	return `${fraction(done, target, locale)} (${share})`;
}

/** Hall time of an instant (milliseconds since 1970) as `07:05`. */
export function clock(atMs: number): string {
	const at = inHall(atMs);
	return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** As {@link clock} with seconds: `07:05:09`. */
export function clockSeconds(atMs: number): string {
	return `${clock(atMs)}:${two(inHall(atMs).getUTCSeconds())}`;
}

/** `9 giờ 25`, as it is spoken and written in notices. */
export function clockInWords(atMs: number, locale: Locale = getLocale()): string {
	const at = inHall(atMs);
	return m.common_hour_in_words(
		{ hour: at.getUTCHours(), minute: two(at.getUTCMinutes()) },
		{ locale }
	);
}

/** `13/10/2023` in both languages. */
export function date(atMs: number): string {
	const at = inHall(atMs);
	return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

/** `ngày 05 tháng 11 năm 2023`; as Decree 30/2020 has it, days under 10 and the months 1 and 2 take a zero. */
export function administrativeDate(atMs: number, locale: Locale = getLocale()): string {
	const at = inHall(atMs);
	const month = at.getUTCMonth() + 1;
	return m.common_administrative_date(
		{
			day: two(at.getUTCDate()),
			month: month < 3 || locale === 'en' ? two(month) : String(month),
			year: at.getUTCFullYear()
		},
		{ locale }
	);
}

/** `Số liệu tính đến 17 giờ 00 ngày 15/10/2023`. */
export function asOf(atMs: number, locale: Locale = getLocale()): string {
	return m.common_as_of({ time: clockInWords(atMs, locale), date: date(atMs) }, { locale });
}

/** A length of time in whole minutes, rounded up: `25 phút`, `1 giờ 05 phút`, `2 giờ`. */
export function duration(ms: number, locale: Locale = getLocale()): string {
	const minutes = Math.ceil(Math.max(0, ms) / minuteMs);
	if (minutes < 60) return m.common_minutes({ count: minutes }, { locale });
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	return rest === 0
		? m.common_hours({ count: hours }, { locale })
		: m.common_hours_minutes({ hours, minutes: two(rest) }, { locale });
}

/** `khoảng 25 phút`. */
export function aboutDuration(ms: number, locale: Locale = getLocale()): string {
	return m.common_about({ value: duration(ms, locale) }, { locale });
}

/**
 * A wait as an honest range, `khoảng 15–25 phút`. Both ends are widened outwards, to whole minutes below ten and to five
 * minutes from there, so that the text claims no more than is known.
 */
export function aboutWait(lowMs: number, highMs: number, locale: Locale = getLocale()): string {
	const high = widen(highMs, Math.ceil);
	const low = Math.min(widen(lowMs, Math.floor), high);
	if (low === 0) return m.common_under_minutes({ count: Math.max(high, 1) }, { locale });
	if (low === high) return aboutDuration(high * minuteMs, locale);
	const value =
		high <= 90
			? m.common_minutes_range({ from: low, to: high }, { locale })
			: `${duration(low * minuteMs, locale)} – ${duration(high * minuteMs, locale)}`;
	return m.common_about({ value }, { locale });
}

/** A turn as a range of hall time, `khoảng 9:20–9:50`, each end widened outwards to five minutes. */
export function aboutBetween(
	lowAtMs: number,
	highAtMs: number,
	locale: Locale = getLocale()
): string {
	const step = 5 * minuteMs;
	const from = Math.floor(lowAtMs / step) * step;
	const to = Math.max(Math.ceil(highAtMs / step) * step, from + step);
	return m.common_about({ value: `${bareClock(from)}–${bareClock(to)}` }, { locale });
}

const bareClock = (atMs: number) => clock(atMs).replace(/^0/, '');

function widen(ms: number, round: (value: number) => number): number {
	const minutes = Math.max(0, ms) / minuteMs;
	return minutes < 10 ? round(minutes) : round(minutes / 5) * 5;
}
