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
	| 'left'
	| 'put-off'
	| 'promised'
	| 'cancelled';

/** Outcomes after which something is left to do. */
export const NOT_DONE: readonly string[] = ['failed', 'deferred', 'left'];

/** Standings in which nothing more is called. */
export const ENDED: readonly Standing[] = [
	'day-over',
	'closed',
	'finished',
	'incomplete',
	'left',
	'put-off'
];

/** The one thing to say of a ticket, the more final first. */
export function standingOf(state: PhoneState): Standing {
	if (state.reissued) return 'reissued';
	if (state.putOff) return 'put-off';
	if (state.promisedFor) return 'promised';
	const over = state.state === 'blank' || state.state === 'incomplete';
	if (state.dayOver && over) return 'day-over';
	if (['waiting', 'held', 'no-show'].includes(state.state)) {
		if (state.status === 'closed') return 'closed';
		if (state.status === 'draft') return 'not-open';
	}
	if (state.state === 'waiting' && state.keptFor) return 'kept';
	if (state.left) return 'left';
	// Its journey has ended, but whoever was told "come back another time" is not done.
	if (state.state === 'finished' && state.steps.some((s) => NOT_DONE.includes(s.outcome ?? ''))) {
		return 'incomplete';
	}
	return state.state;
}
