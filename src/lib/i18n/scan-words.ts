import type { CardWarning } from '#lib/core/card-qr.ts';
import type { PersonalIdRefusal, PersonalIdWarning } from '#lib/core/personal-id.ts';
import type { Scanned, ScanRefusal } from '#lib/core/scanned-code.ts';
import * as m from './paraglide/messages.js';

/** Why nothing can be done with what was scanned or typed, and what to do instead. */
export const scanRefusalWords: Record<ScanRefusal | PersonalIdRefusal, () => string> = {
	empty: m.words_scan_empty,
	'ticket-newer': m.words_scan_ticket_newer,
	vneid: m.words_scan_vneid,
	'health-insurance': m.words_scan_health_insurance,
	'bank-payment': m.words_scan_bank_payment,
	'web-link': m.words_scan_web_link,
	'typing-tool-on': m.words_scan_typing_tool_on,
	'too-long': m.words_scan_too_long,
	unknown: m.words_scan_unknown,
	'old-id-9-digits': m.words_scan_old_id,
	'social-insurance-or-tax': m.words_scan_social_insurance_or_tax,
	'not-12-digits': m.words_scan_not_12_digits,
	'birth-year-in-future': m.words_scan_birth_year_in_future
};

/** What is unusual about an identity card or number that was taken all the same. */
export const cardWarningWords: Record<CardWarning | PersonalIdWarning, () => string> = {
	'unknown-province-code': m.words_scan_warn_province_code,
	'birth-year-long-ago': m.words_scan_warn_birth_year_long_ago,
	'birth-year-differs': m.words_scan_warn_birth_year_differs,
	'sex-differs': m.words_scan_warn_sex_differs,
	'birth-date-impossible': m.words_scan_warn_birth_date,
	'birth-year-only': m.words_scan_warn_birth_year_only,
	'separators-lost': m.words_scan_warn_separators_lost
};

/** What was scanned, for a screen that asked for something else: "this is …". A refusal has words of its own. */
export const scannedKindWords: Record<Exclude<Scanned['kind'], 'refused'>, () => string> = {
	ticket: m.words_scan_is_ticket,
	number: m.words_scan_is_number,
	'number-without-letter': m.words_scan_is_number_without_letter,
	card: m.words_scan_is_card,
	'personal-id': m.words_scan_is_personal_id
};
