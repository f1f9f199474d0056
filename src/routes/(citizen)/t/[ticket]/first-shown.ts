import type { Opinion } from '#lib/core/opinion.ts';
import type { FollowUpTold } from '#lib/i18n/follow-up-told.ts';
import type { PhoneSnapshot } from '#lib/core/protocol.ts';

/** What a ticket's page starts from: rendered by the server, and read again by the script that makes it live. */
export interface FirstShown {
	/** What follows `/t/` in the link. */
	ticket: string;
	snapshot: PhoneSnapshot;
	/** The place that an earlier page without JavaScript has shown; null when none did. */
	seen: number | null;
	/** The server could not look at its data. */
	away: boolean;
	/** What has become of files that were taken on this ticket, in words; empty while there are none. */
	followUp: FollowUpTold[];
	/** Which face was pressed for this ticket, until when (hall ms) one may be, and why the last was not taken. */
	opinion: { given: Opinion | null; until: number; refused: string | null };
}
