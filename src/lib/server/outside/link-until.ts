/** How long a link is open, as an organiser chooses it; the first is the default. */
export const LINK_LASTS = ['today', 'two-hours', 'tomorrow', 'week'] as const;
export type LinkLasts = (typeof LINK_LASTS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE_MS = 7 * HOUR_MS;

/** When a link ends that is made at `now` (real ms): at a midnight in Viet Nam, or after two hours. */
export function linkUntil(lasts: LinkLasts, now: number): number {
	const midnight = (days: number) =>
		(Math.floor((now + ZONE_MS) / DAY_MS) + days) * DAY_MS - ZONE_MS;
	switch (lasts) {
		case 'two-hours':
			return now + 2 * HOUR_MS;
		case 'today':
			return midnight(1);
		case 'tomorrow':
			return midnight(2);
		case 'week':
			return midnight(7);
	}
}

/** Reads the choice of a form; anything else is the default. */
export function linkLastsOf(text: string): LinkLasts {
	return LINK_LASTS.find((lasts) => lasts === text) ?? 'today';
}
