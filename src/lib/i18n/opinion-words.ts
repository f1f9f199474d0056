import type { Opinion } from '#lib/core/opinion.ts';
import * as m from './paraglide/messages.js';

/** What each of the three faces says. */
export const opinionWords: Readonly<Record<Opinion, () => string>> = {
	'very-satisfied': m.opinion_very_satisfied,
	satisfied: m.opinion_satisfied,
	unsatisfied: m.opinion_unsatisfied
};

/** Why an opinion was not taken, kindly; whatever is not known is told as "another time". */
export function opinionRefusedWords(code: string): string {
	switch (code) {
		case 'not-ended':
			return m.opinion_not_ended();
		case 'too-late':
			return m.opinion_too_late();
		case 'no-journey':
		case 'no-such-ticket':
			return m.opinion_no_such_ticket();
		default:
			return m.opinion_try_again();
	}
}
