import type { RefusalCode } from '#lib/core/refusal.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What citizens may ask of their own ticket. */
export type OwnDeed = 'step-back' | 'leave' | 'other-step-first';

const TITLES: Readonly<Record<OwnDeed, () => string>> = {
	'step-back': m.citizen_step_back_title,
	leave: m.citizen_leave_title,
	'other-step-first': m.citizen_other_step_title
};
const YES: Readonly<Record<OwnDeed, () => string>> = {
	'step-back': m.citizen_step_back_yes,
	leave: m.citizen_leave_yes,
	'other-step-first': m.citizen_other_step_yes
};

/** What a citizen is about to ask, as a heading. */
export function askTitle(deed: OwnDeed): string {
	return TITLES[deed]();
}

/** The button that asks it. */
export function askYes(deed: OwnDeed): string {
	return YES[deed]();
}

/** Why a ticket could not step back or be given up, as its citizen reads it: what to do instead. */
export function askRefused(refused: RefusalCode): string {
	switch (refused) {
		case 'nobody-behind':
			return m.citizen_ask_nobody_behind();
		case 'other-step-missing':
			return m.citizen_ask_no_other_step();
		case 'step-back-spent':
			return m.citizen_ask_spent();
		case 'not-waiting':
		case 'kept-for-another-booth':
			return m.citizen_ask_being_called();
		case 'try-again':
			return m.citizen_ask_try_again();
		default:
			return m.citizen_ask_not_now();
	}
}
