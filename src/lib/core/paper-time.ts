import { foldDigits } from './digits.ts';

/** Viet Nam has one zone without summer time. */
const ZONE_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * The instant that a time written on paper means, on the day of `now`: `9:25`, `9h25`, `9.25`, `0925`, `925`, `9 giờ 25`,
 * `9h`. Null when it is no time of a day, or lies after `now`: nobody has done anything yet that is to come.
 */
export function instantOnPaper(text: string, now: number): number | null {
	const found = /^(\d{1,2})(?:\s*(?:[:.,hH]|giờ)\s*(\d{2})?|(\d{2}))?$/.exec(
		foldDigits(text).trim()
	);
	if (!found) return null;
	const hour = Number(found[1]);
	const minute = Number(found[2] ?? found[3] ?? 0);
	if (hour > 23 || minute > 59) return null;
	const midnight = Math.floor((now + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
	const at = midnight + (hour * 60 + minute) * 60_000;
	return at <= now ? at : null;
}
