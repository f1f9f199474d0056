import { randomUUID } from 'node:crypto';
import { isOwnDeed } from '#lib/server/floor/own-turn.ts';
import type { TakenForPhone } from '#lib/server/floor/phone-snapshot.ts';
import { followUpTold } from '#lib/server/follow-up/told-to-citizen.ts';
import { opinionShown } from '#lib/server/opinion/give-opinion.ts';
import type { FirstShown } from './first-shown.ts';

/** Without JavaScript the page loads itself again after 15 to 20 s, not all phones at once. */
const AGAIN_S = 15;
const SPREAD_S = 6;

/** What the page of a known ticket starts from. @param link what follows `/t/`; @param query of the page's address */
export async function followedTicket(link: string, taken: TakenForPhone, query: URLSearchParams) {
	// The place that this page showed before it loaded itself again.
	const seen = /^\d{1,6}$/.exec(query.get('seen') ?? '');
	const asked = query.get('ask');
	const first: FirstShown = {
		ticket: link,
		snapshot: taken.snapshot,
		away: taken.away,
		followUp: await followUpTold(link, taken),
		opinion: await opinionShown(link, taken, query.get('opinion')),
		seen: seen && Number(seen[0])
	};
	return {
		first,
		againS: AGAIN_S + Math.floor(Math.random() * SPREAD_S),
		/** What the citizen is about to ask; the form's id makes it one deed however often it is sent. */
		asks: isOwnDeed(asked) ? { deed: asked, operationId: randomUUID() } : null
	};
}
