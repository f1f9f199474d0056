import type { FollowUpStanding, FollowUpState, RejectionReason } from '#lib/core/follow-up.ts';
import { clock, date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Mark } from '#lib/i18n/words.ts';

/* Where a file stands, in words; a state or a reason without words does not compile. */

export const followUpStateWords: Readonly<Record<FollowUpState, typeof m.follow_state_waiting>> = {
	waiting: m.follow_state_waiting,
	approved: m.follow_state_approved,
	appointed: m.follow_state_appointed,
	activated: m.follow_state_activated,
	rejected: m.follow_state_rejected
};

/** The outline that goes with a state, so that it is told without colour. */
export const followUpMarks: Readonly<Record<FollowUpState, Mark>> = {
	waiting: 'waiting',
	approved: 'soon',
	appointed: 'held',
	activated: 'done',
	rejected: 'trouble'
};

export const rejectionWords: Readonly<Record<RejectionReason, typeof m.follow_reason_other>> = {
	'data-mismatch': m.follow_reason_data_mismatch,
	'sim-not-owner': m.follow_reason_sim_not_owner,
	'sim-data-mismatch': m.follow_reason_sim_data_mismatch,
	'phone-already-used': m.follow_reason_phone_already_used,
	face: m.follow_reason_face,
	fingerprint: m.follow_reason_fingerprint,
	'card-expired': m.follow_reason_card_expired,
	'no-guardian': m.follow_reason_no_guardian,
	other: m.follow_reason_other
};

/** What a state says beyond its name: the reason, or when and where; empty for the others. */
export function standingDetail(standing: FollowUpStanding): string {
	if (standing.state === 'rejected') return rejectionWords[standing.reason]();
	if (standing.state !== 'appointed') return '';
	const { at, place } = standing.appointment;
	return m.follow_row_appointment({ time: clock(at), date: date(at), place });
}
