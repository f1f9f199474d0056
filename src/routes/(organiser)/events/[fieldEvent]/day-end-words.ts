import type { EndOfDay } from '#lib/core/end-of-day.ts';
import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** A likely figure with its ends put outwards to round ones, so that it claims no more than is known; exact when both agree. */
export function likelyRange({ from, to }: { from: number; to: number }): [number, number] {
	if (from === to) return [from, to];
	const step = to >= 200 ? 10 : to >= 50 ? 5 : 1;
	return [Math.floor(from / step) * step, Math.ceil(to / step) * step];
}

const asText = ([from, to]: [number, number]) =>
	from === to ? count(from) : `${count(from)}–${count(to)}`;

/** `Hết ngày dự kiến 610–660/800 (thiếu 140–190)`; without a target the figure alone. */
export function endText({ counted, likely, goal }: EndOfDay): string {
	const [from, to] = likelyRange(likely);
	// Rounding downwards never takes away what has been counted.
	const range: [number, number] = [Math.max(counted, from), to];
	if (goal === null) return m.organiser_end_likely({ likely: asText(range) });
	const text = m.organiser_end_likely({ likely: `${asText(range)}/${count(goal)}` });
	return `${text} (${verdict(range, goal)})`;
}

function verdict([from, to]: [number, number], goal: number): string {
	if (from >= goal) return m.organiser_end_reached();
	if (to >= goal) return m.organiser_end_maybe_short({ count: count(goal - from) });
	return m.organiser_end_short({ count: asText([goal - to, goal - from]) });
}

/** `cần 75/giờ, đang 52/giờ`; null in the first quarter of an hour. Needed is said while there is a goal to reach. */
export function paceText({ perHour, neededPerHour }: EndOfDay): string | null {
	if (perHour === null) return null;
	const now = count(Math.round(perHour));
	return neededPerHour
		? m.organiser_end_pace({ needed: count(Math.ceil(neededPerHour)), now })
		: m.organiser_end_pace_now({ now });
}

/** How many are likely not to be called; null where all are. */
export function leftText({ left }: EndOfDay): string | null {
	if (left.to === 0) return null;
	const [from, to] = likelyRange(left);
	return from === 0
		? m.organiser_end_left_up_to({ count: count(to) })
		: m.organiser_end_left({ count: asText([from, to]) });
}
