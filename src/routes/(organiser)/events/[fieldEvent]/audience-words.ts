import type { Audience } from '#lib/core/hall-message.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Who reads a message. */
export const audienceWords: Readonly<Record<Audience, () => string>> = {
	boards: m.ops_to_boards,
	phones: m.ops_to_phones,
	staff: m.ops_to_staff
};
