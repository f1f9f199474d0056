import type { Words } from './catalogue.ts';

/** Why a wish is not granted: a closed set. The words for each stand in `#lib/i18n/refusal-words.ts`. */
export const REFUSAL_CODES = [
	'not-open',
	'already-open',
	'field-event-closed',
	'paused',
	'day-not-open',
	'no-such-day',
	'no-such-ticket',
	'no-such-booth',
	'no-such-gate',
	'no-such-service',
	'no-such-reason',
	'no-service-chosen',
	'service-closed',
	'quota-reached',
	'series-exhausted',
	'series-held-elsewhere',
	'prefix-taken',
	'number-taken',
	'ticket-exists',
	'ticket-over',
	'ticket-cancelled',
	'ticket-blank',
	'ticket-in-use',
	'same-person',
	'not-waiting',
	'not-called',
	'not-serving',
	'not-missed',
	'nobody-behind',
	'step-back-spent',
	'not-held',
	'at-another-booth',
	'kept-for-another-booth',
	'no-free-seat',
	'no-such-seat',
	'seat-taken',
	'queue-empty',
	'booth-closed',
	'booth-paused',
	'booth-taken',
	'booth-busy',
	'booth-not-paused',
	'wrong-service',
	'already-there',
	'service-done',
	'nowhere-to-go',
	'roaming-booth',
	'other-step-missing',
	'restore-too-late',
	'result-missing',
	'reason-missing',
	'level-missing',
	'outcome-not-offered',
	'count-above-party',
	'undo-too-late',
	'nothing-to-undo',
	'station-closed',
	'nothing-to-settle',
	'messages-full',
	'message-over',
	'self-service-off',
	'too-many',
	'bad-wish',
	'not-allowed',
	'try-again',
	'internal'
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
	refused: RefusalCode;
	/** What the sentence needs: a number, a booth. Never personal data. */
	detail?: {
		ticket?: string;
		ticketId?: string;
		booth?: string;
		seat?: number;
		limit?: number;
		/** Of a service that takes nobody more, or not as many as were asked for: its name, … */
		service?: Words;
		/** … and for how many people it still has places. */
		left?: number;
		field?: string;
	};
}

export function refuse(refused: RefusalCode, detail?: Refusal['detail']): Refusal {
	return detail ? { refused, detail } : { refused };
}
