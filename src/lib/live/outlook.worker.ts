import { adviseMoves, type Move } from '#lib/core/advice.ts';
import { endsOfDay, type EndOfDay } from '#lib/core/end-of-day.ts';
import { floorAhead } from '#lib/core/hall-ahead.ts';
import type { AheadSnapshot } from '#lib/core/protocol.ts';

/*
 * A worker of the organiser's page: lets the rest of the day happen away from the page's own thread, because that takes a
 * second and more on a slow machine. Each message is a field event to look at; each has one answer.
 */

/** What the rest of the day would bring, as of `at` (hall time, ms). */
export interface Outlook {
	at: number;
	moves: Move[];
	ends: EndOfDay[];
}

/** An outlook, or that it could not be had: the server did not answer, or no longer knows who asks. */
export type OutlookAnswer = { ok: true; outlook: Outlook } | { ok: false };

/** Real ms after which the server is given up. */
const TIMEOUT_MS = 15_000;

addEventListener('message', (asked: MessageEvent<number>) => {
	void lookAt(asked.data).then((answer) => postMessage(answer));
});

async function lookAt(fieldEventId: number): Promise<OutlookAnswer> {
	try {
		const response = await fetch(`/api/floor/${fieldEventId}/ahead`, {
			cache: 'no-store',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		if (!response.ok) return { ok: false };
		const { at, hall } = (await response.json()) as AheadSnapshot;
		const floor = floorAhead(hall);
		return { ok: true, outlook: { at, moves: adviseMoves(floor, at), ends: endsOfDay(floor, at) } };
	} catch {
		return { ok: false };
	}
}
