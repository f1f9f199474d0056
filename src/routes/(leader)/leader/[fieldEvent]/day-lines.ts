import type { LeaderState } from '#lib/core/view/leader-view.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Curve, CurvePause } from '#lib/ui/day-curve.ts';
import { firstSentence } from './first-sentence.ts';

/** The day's curve as it is drawn: tickets issued and turns finished since the morning, and tickets waiting. */
export function dayLines(state: LeaderState): Curve {
	let issued = 0;
	let ended = 0;
	const points = state.curve.map((point) => ({
		to: point.to,
		issued: (issued += point.issued),
		ended: (ended += point.ended),
		waiting: point.waiting
	}));
	return {
		times: points.map((point) => point.to),
		series: [
			{
				label: m.common_curve_issued(),
				look: 'dashed',
				values: points.map((point) => point.issued)
			},
			{ label: m.common_curve_served(), look: 'solid', values: points.map((point) => point.ended) },
			{
				label: m.common_curve_waiting(),
				look: 'filled',
				values: points.map((point) => point.waiting)
			}
		],
		pauses: dayPauses(state)
	};
}

/**
 * Pauses of services, areas and the field event with their public reason. Single booths are left out: a hall of
 * eighty has one on a break at any time. What began together for one reason is one band.
 */
function dayPauses(state: LeaderState): CurvePause[] {
	const bands = new Map<number, CurvePause>();
	for (const { scope, from, to, words } of state.pauseLog) {
		if (scope === 'booth') continue;
		const same = bands.get(from);
		const reason = firstSentence(words[getLocale()] || words.vi);
		const end = same && (same.to === null || to === null) ? null : Math.max(same?.to ?? 0, to ?? 0);
		bands.set(from, { from, to: same ? end : to, reason });
	}
	return [...bands.values()].sort((a, b) => a.from - b.from);
}
