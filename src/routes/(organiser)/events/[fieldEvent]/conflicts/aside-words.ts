import * as m from '#lib/i18n/paraglide/messages.js';

/** Why an operation was kept aside, in words for whoever settles it, by the code that its acknowledgement carries. */
const WORDS: Readonly<Record<string, () => string>> = {
	unreadable: m.stations_why_unreadable,
	'not-its-own': m.stations_why_not_its_own,
	forked: m.stations_why_forked,
	'id-taken': m.stations_why_id_taken,
	'series-held-elsewhere': m.stations_why_series,
	'above-ceiling': m.stations_why_series,
	'no-such-gate': m.stations_why_no_gate,
	'no-such-booth': m.stations_why_no_booth,
	'no-such-service': m.stations_why_no_service,
	'no-such-turn': m.stations_why_no_ticket,
	'nothing-to-undo': m.stations_why_nothing_to_undo
};

export function asideWhy(code: string): string {
	return (WORDS[code] ?? m.stations_why_internal)();
}
