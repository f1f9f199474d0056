import type { PhoneState } from '#lib/core/view/phone-view.ts';

/** What a ticket's page answers now: each has its own screen. */
export type Standing =
	| 'reissued'
	| 'blank'
	| 'day-over'
	| 'closed'
	| 'not-open'
	| 'waiting'
	| 'kept'
	| 'called'
	| 'serving'
	| 'no-show'
	| 'held'
	| 'finished'
	| 'incomplete'
	| 'cancelled';

/** The one thing to say of a ticket, the more final first. */
export function standingOf(state: PhoneState): Standing {
	if (state.reissued) return 'reissued';
	const over = state.state === 'blank' || state.state === 'incomplete';
	if (state.dayOver && over) return 'day-over';
	if (['waiting', 'held', 'no-show'].includes(state.state)) {
		if (state.status === 'closed') return 'closed';
		if (state.status === 'draft') return 'not-open';
	}
	if (state.state === 'waiting' && state.keptFor) return 'kept';
	return state.state;
}
