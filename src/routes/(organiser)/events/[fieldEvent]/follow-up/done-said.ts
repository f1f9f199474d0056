import type { SetStandings } from '#lib/server/follow-up/set-standing.ts';
import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What became of the files that were chosen, in sentences. */
export function doneSaid({ set, stayed, refused, gone }: SetStandings): string[] {
	const parts = [
		[set, m.follow_done_set],
		[stayed, m.follow_done_stayed],
		[refused, m.follow_done_refused],
		[gone, m.follow_done_gone]
	] as const;
	return parts.filter(([n]) => n > 0).map(([n, words]) => words({ count: count(n) }));
}
