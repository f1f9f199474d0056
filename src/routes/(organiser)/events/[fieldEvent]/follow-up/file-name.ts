import type { ShownFile } from '#lib/server/follow-up/show-follow-up.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What a file is called: `A-017`, or `A-017, người thứ 2 trong 3` where its ticket has several. */
export function fileName({ number, ordinal, people }: ShownFile): string {
	return people > 1 ? `${number}, ${m.follow_row_person({ ordinal, people })}` : number;
}
