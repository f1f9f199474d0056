import { FOLLOW_UP_STATES, REJECTION_REASONS, type FollowUpStanding } from '#lib/core/follow-up.ts';
import { tidyText } from '#lib/server/setup/name-key.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { PLACE_MOST } from './plan-follow-up.ts';

/** Why a standing was not recorded for the files chosen. */
export type StandingRefusal = 'no-rows' | 'state' | 'reason' | 'appointment';

/** What a form wants: a standing in full, or what it lacks. */
export function readStandingForm(form: FormData): FollowUpStanding | { refused: StandingRefusal } {
	const state = FOLLOW_UP_STATES.find((one) => one === form.get('state'));
	switch (state) {
		case undefined:
			return { refused: 'state' };
		case 'rejected': {
			const reason = REJECTION_REASONS.find((one) => one === form.get('reason'));
			return reason ? { state, reason } : { refused: 'reason' };
		}
		case 'appointed': {
			const fields = new FormReader(form);
			const at = Date.parse(`${fields.date('date')}T${fields.time('time')}:00+07:00`);
			const place = tidyText(fields.text('place', { most: PLACE_MOST }));
			return fields.ok ? { state, appointment: { at, place } } : { refused: 'appointment' };
		}
		default:
			return { state };
	}
}
