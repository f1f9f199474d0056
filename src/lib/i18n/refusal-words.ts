import type { Refusal, RefusalCode } from '#lib/core/refusal.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';

/** What the sentences may name; each is a phrase, `số A-017` or `số này`. */
interface Named {
	ticket: string;
	booth: string;
	seat: number;
	limit: number;
	service: string;
	/** For how many people the service still has places. */
	left: number;
}

/** Why a press did nothing: the hall's refusal, or that nobody answered, or that the session has ended. */
export type Refused = RefusalCode | 'unreachable' | 'signed-out';

/** One sentence for each refusal: what stands in the way and, where there is one, the way on. Never a blame. */
const sentences: Readonly<Record<Refused, (named: Named) => string>> = {
	'not-open': m.words_refusal_not_open,
	'already-open': m.words_refusal_already_open,
	'field-event-closed': m.words_refusal_field_event_closed,
	paused: m.words_refusal_paused,
	'day-not-open': m.words_refusal_day_not_open,
	'no-such-day': m.words_refusal_no_such_day,
	'no-such-ticket': m.words_refusal_no_such_ticket,
	'no-such-booth': m.words_refusal_no_such_booth,
	'no-such-gate': m.words_refusal_no_such_gate,
	'no-such-service': m.words_refusal_no_such_service,
	'no-such-reason': m.words_refusal_no_such_reason,
	'no-service-chosen': m.words_refusal_no_service_chosen,
	'service-closed': m.words_refusal_service_closed,
	'quota-reached': (named) =>
		named.left > 0 ? m.words_refusal_quota_short(named) : m.words_refusal_quota_reached(named),
	'series-exhausted': m.words_refusal_series_exhausted,
	'series-held-elsewhere': m.words_refusal_series_held_elsewhere,
	'prefix-taken': m.words_refusal_prefix_taken,
	'number-taken': m.words_refusal_number_taken,
	'ticket-exists': m.words_refusal_ticket_exists,
	'ticket-over': m.words_refusal_ticket_over,
	'ticket-cancelled': m.words_refusal_ticket_cancelled,
	'ticket-blank': m.words_refusal_ticket_blank,
	'ticket-in-use': m.words_refusal_ticket_in_use,
	'same-person': m.words_refusal_same_person,
	'not-waiting': m.words_refusal_not_waiting,
	'not-called': m.words_refusal_not_called,
	'not-serving': m.words_refusal_not_serving,
	'not-missed': m.words_refusal_not_missed,
	'nobody-behind': m.words_refusal_nobody_behind,
	'step-back-spent': m.words_refusal_step_back_spent,
	'not-held': m.words_refusal_not_held,
	'at-another-booth': m.words_refusal_at_another_booth,
	'kept-for-another-booth': m.words_refusal_kept_for_another_booth,
	'no-free-seat': m.words_refusal_no_free_seat,
	'no-such-seat': m.words_refusal_no_such_seat,
	'seat-taken': m.words_refusal_seat_taken,
	'station-closed': m.words_refusal_station_closed,
	'nothing-to-settle': m.words_refusal_nothing_to_settle,
	'messages-full': m.words_refusal_messages_full,
	'message-over': m.words_refusal_message_over,
	'queue-empty': m.words_refusal_queue_empty,
	'booth-closed': m.words_refusal_booth_closed,
	'booth-paused': m.words_refusal_booth_paused,
	'booth-taken': m.words_refusal_booth_taken,
	'booth-busy': m.words_refusal_booth_busy,
	'booth-not-paused': m.words_refusal_booth_not_paused,
	'wrong-service': m.words_refusal_wrong_service,
	'already-there': m.words_refusal_already_there,
	'service-done': m.words_refusal_service_done,
	'nowhere-to-go': m.words_refusal_nowhere_to_go,
	'roaming-booth': m.words_refusal_roaming_booth,
	'other-step-missing': m.words_refusal_other_step_missing,
	'restore-too-late': m.words_refusal_restore_too_late,
	'result-missing': m.words_refusal_result_missing,
	'reason-missing': m.words_refusal_reason_missing,
	'level-missing': m.words_refusal_level_missing,
	'outcome-not-offered': m.words_refusal_outcome_not_offered,
	'count-above-party': m.words_refusal_count_above_party,
	'undo-too-late': m.words_refusal_undo_too_late,
	'nothing-to-undo': m.words_refusal_nothing_to_undo,
	'self-service-off': m.words_refusal_self_service_off,
	'too-many': m.words_refusal_too_many,
	'bad-wish': m.words_refusal_bad_wish,
	'not-allowed': m.words_refusal_not_allowed,
	'try-again': m.words_refusal_try_again,
	internal: m.words_refusal_internal,
	unreachable: m.words_refusal_unreachable,
	'signed-out': m.words_refusal_signed_out
};

/** Whether it is a code that has a sentence: what another version of a server answers may have none. */
export function isRefused(code: string): code is Refused {
	return Object.hasOwn(sentences, code);
}

/**
 * A refusal as the person who pressed reads it. Names the ticket and the booth where `detail` carries them.
 * @param detail as the refusal brought it along
 */
export function refusalText(refused: Refused, detail: Refusal['detail'] = {}): string {
	return sentences[refused]({
		ticket: detail.ticket ? m.words_number({ number: detail.ticket }) : m.words_this_number(),
		booth: detail.booth ? m.words_booth({ booth: detail.booth }) : m.words_another_booth(),
		seat: detail.seat ?? 1,
		limit: detail.limit ?? 0,
		service: detail.service ? wordsIn(detail.service) : m.words_this_service(),
		left: detail.left ?? 0
	});
}
