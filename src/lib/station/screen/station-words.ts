import * as m from '#lib/i18n/paraglide/messages.js';
import { isRefused, refusalText } from '#lib/i18n/refusal-words.ts';
import type { StationTrouble } from '#lib/station/app/open-station.ts';

/** Why this device cannot be a station, and the way on. */
export const troubleWords: Readonly<Record<StationTrouble, () => string>> = {
	'not-secure': m.stationapp_not_secure,
	'program-too-old': m.stationapp_program_too_old,
	'no-storage': m.stationapp_no_storage,
	'storage-not-granted': m.stationapp_storage_not_granted,
	'storage-full': m.stationapp_storage_full
};

const enrolWords: Readonly<Record<string, () => string>> = {
	...troubleWords,
	'code-unknown': m.stationapp_code_unknown,
	'code-used': m.stationapp_code_used,
	'code-too-old': m.stationapp_code_too_old,
	'too-many-tries': m.stationapp_too_many_tries,
	'server-too-old': m.stationapp_server_too_old,
	'unknown-station': m.stationapp_unknown_station,
	'bad-signature': m.stationapp_bad_signature,
	unreadable: m.stationapp_unreadable,
	unreachable: m.stationapp_enrol_unreachable,
	'open-elsewhere': m.stationapp_open_elsewhere
};

/** Why the server did not take this device, or what it told; a code of the hall's rules has its own sentence there. */
export function enrolRefusalText(refused: string): string {
	if (Object.hasOwn(enrolWords, refused)) return enrolWords[refused]!();
	return refusalText(isRefused(refused) ? refused : 'internal');
}
