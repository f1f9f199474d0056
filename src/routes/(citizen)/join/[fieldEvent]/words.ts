import type { Refusal } from '#lib/core/refusal.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { JoinStanding } from '#lib/server/floor/join.ts';

/** What a phone is told where it can take no number. */
export function shutSaid(standing: Exclude<JoinStanding, 'open'>): { title: string; body: string } {
	const said = {
		'not-yet': [m.citizen_join_not_yet_title, m.citizen_join_not_yet],
		ended: [m.citizen_join_ended_title, m.citizen_join_ended],
		off: [m.citizen_join_off_title, m.citizen_join_off],
		'no-intake': [m.citizen_join_no_intake_title, m.citizen_join_no_intake]
	} as const;
	const [title, body] = said[standing];
	return { title: title(), body: body() };
}

/** A refusal in the words of someone who takes a number alone; null where the usual words will do. */
export function refusedSaid({ refused, detail }: Refusal): string | null {
	if (refused === 'too-many') return m.citizen_join_device_limit({ limit: detail?.limit ?? 0 });
	if (refused === 'try-again') return m.citizen_join_many_tries();
	if (refused === 'series-exhausted') return m.citizen_join_no_intake();
	if (refused === 'bad-wish' && detail?.field === 'party') {
		return m.citizen_join_party_wrong({ limit: detail.limit ?? 0 });
	}
	return null;
}
