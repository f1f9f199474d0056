import type { RefusalCode } from '#lib/core/refusal.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What a citizen is about to ask, as a heading. */
export function askTitle(deed: 'step-back' | 'leave'): string {
	return deed === 'leave' ? m.citizen_leave_title() : m.citizen_step_back_title();
}

/** Why a ticket could not step back or be given up, as its citizen reads it: what to do instead. */
export function askRefused(refused: RefusalCode): string {
	switch (refused) {
		case 'nobody-behind':
			return m.citizen_ask_nobody_behind();
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
