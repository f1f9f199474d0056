import * as m from '#lib/i18n/paraglide/messages.js';
import type { ClipReading } from './clip-recorder.svelte.ts';

type Refusal = NonNullable<ClipReading['refusal']>;

/** What each refusal of the recording page says and what to do about it. */
export const refusalWords: Record<Refusal, () => string> = {
	insecure: m.organiser_voice_insecure,
	denied: m.organiser_voice_denied,
	absent: m.organiser_voice_absent,
	'in-use': m.organiser_voice_in_use,
	failed: m.organiser_voice_failed,
	empty: m.organiser_voice_empty,
	'too-quiet': m.organiser_voice_too_quiet,
	clipped: m.organiser_voice_clipped,
	'too-long': m.organiser_voice_too_long,
	'not-stored': m.organiser_voice_not_stored
};
