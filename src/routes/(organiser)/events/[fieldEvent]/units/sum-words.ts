import type { UnitSum } from '#lib/server/setup/units.ts';
import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Where the units' sums and a service's own figures differ, each in one sentence; empty where they agree. */
export function sumSentences(sum: UnitSum, service: string): string[] {
	const sentences: string[] = [];
	if (sum.targetDiffers) {
		const target = sum.target ?? 0;
		const own = sum.ownTarget ?? 0;
		const words = {
			service,
			sum: count(target),
			own: count(own),
			difference: count(Math.abs(target - own))
		};
		sentences.push(target > own ? m.setup_sums_more(words) : m.setup_sums_less(words));
	}
	if (sum.eligibleDiffers) {
		const words = { service, sum: count(sum.eligible ?? 0), own: count(sum.ownEligible ?? 0) };
		sentences.push(m.setup_sums_people_differ(words));
	}
	return sentences;
}
