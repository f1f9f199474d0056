import { randomUUID } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import * as v from 'valibot';
import { ticketByToken } from '#lib/core/floor.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { findTicketEvent } from './find-ticket-event.ts';
import { hallOf, submit } from './hall.ts';

/** What citizens may ask of their own ticket. */
export const OWN_DEEDS = ['step-back', 'leave', 'other-step-first'] as const;
export type OwnDeed = (typeof OWN_DEEDS)[number];

export function isOwnDeed(text: string | null): text is OwnDeed {
	return OWN_DEEDS.some((deed) => deed === text);
}

/**
 * How often one address, and one ticket, may ask in ten minutes of real time. A hall behind one router stays below the
 * first; whoever plays with a link does not get past the second.
 */
const perAddress = new RateLimiterMemory({ points: 300, duration: 600 });
const perTicket = new RateLimiterMemory({ points: 12, duration: 600 });

const uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/**
 * Carries out what a citizen asks of the ticket whose link they hold: "Xin lùi lượt", "Tôi không chờ nữa", or
 * another step first while theirs is paused.
 * Only the link that counts today may; a replaced one is answered as if there were no ticket. The same form sent again
 * is done once. Null when it is done and shown.
 * @param link what follows `/t/`
 */
export async function askOfOwnTicket(
	link: string,
	{ deed, operationId }: { deed: OwnDeed; operationId: string },
	address: string
): Promise<Refusal | null> {
	const read = readTicketLink(`/t/${link}`);
	if (read?.kind !== 'ticket') return refuse('no-such-ticket');
	const fieldEventId = await findTicketEvent(read.ticketId);
	if (fieldEventId === null) return refuse('no-such-ticket');
	const { relay } = await hallOf(fieldEventId);
	const floor = await relay.shown();
	const found = floor && ticketByToken(floor, read.ticketId);
	if (!found?.current) return refuse('no-such-ticket');
	const ticketId = found.ticket.id;
	if (!(await within(address, `${fieldEventId}/${ticketId}`))) return refuse('try-again');
	const answer = await submit(fieldEventId, {
		operationId: v.is(uuid, operationId) ? operationId : randomUUID(),
		wish: { kind: deed, ticketId },
		by: 'citizen'
	});
	return answer.ok ? null : answer;
}

async function within(address: string, ticket: string): Promise<boolean> {
	try {
		await perAddress.consume(address);
		await perTicket.consume(ticket);
		return true;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return false;
	}
}
