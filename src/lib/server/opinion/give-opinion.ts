import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ticketByToken, type Floor } from '#lib/core/floor.ts';
import {
	opinionRefused,
	opinionUntil,
	type Opinion,
	type OpinionRefusal
} from '#lib/core/opinion.ts';
import type { Ticket } from '#lib/core/ticket.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { sql } from '#lib/server/db/connection.ts';
import { findTicketEvent } from '#lib/server/floor/find-ticket-event.ts';
import { hallOf, hallTime } from '#lib/server/floor/hall.ts';
import type { TakenForPhone } from '#lib/server/floor/phone-snapshot.ts';
import { storedOpinion, storeOpinion } from './store-opinion.ts';

/** Why an opinion was not taken: by the rule, because there is no such ticket, or because too many came. */
export type NoOpinion = OpinionRefusal | 'no-such-ticket' | 'try-again';

/**
 * Opinions taken from one address and for one ticket in ten minutes of real time. A hall of 20,000 behind one router,
 * with its tablets, stays below the first; whoever plays with a link does not get past the second.
 */
const perAddress = new RateLimiterMemory({ points: 1500, duration: 600 });
const perTicket = new RateLimiterMemory({ points: 12, duration: 600 });

/**
 * Takes the opinion of whoever holds a ticket's link; only the link that counts today speaks for the ticket.
 * Null when it stands, also for one that was already there.
 * @param link what follows `/t/`
 */
export async function giveOwnOpinion(
	link: string,
	opinion: Opinion,
	address: string
): Promise<NoOpinion | null> {
	const found = await ticketOfLink(link);
	if (!found?.current) return 'no-such-ticket';
	return takeOpinion(found.floor, found.ticket, opinion, address);
}

/** The same at a tablet that stands in the hall, where the ticket was scanned or typed before a volunteer's eyes. */
export async function giveOpinionAtExit(
	fieldEventId: number,
	ticketId: string,
	opinion: Opinion,
	address: string
): Promise<NoOpinion | null> {
	const { relay } = await hallOf(fieldEventId);
	const floor = await relay.shown();
	const ticket = floor?.tickets.get(ticketId);
	if (!floor || !ticket) return 'no-such-ticket';
	return takeOpinion(floor, ticket, opinion, address);
}

/**
 * What a ticket's page says of its opinion. Nothing is asked of PostgreSQL while it is away or before a face could have
 * been pressed: pages of people who wait cost no statement.
 * @param refused why the last was not taken, as the address of the page tells
 */
export async function opinionShown(
	link: string,
	{ snapshot, away }: TakenForPhone,
	refused: string | null
) {
	const { state } = snapshot;
	const until = opinionUntil(state.issuedAt);
	const ended = state.state === 'finished' || state.state === 'incomplete';
	const found = ended && !away ? await ticketOfLink(link) : null;
	if (!found?.current) return { given: null, until, refused };
	const given = await storedOpinion(sql, found.floor.fieldEventId, found.ticket.id);
	return { given, until, refused };
}

async function takeOpinion(
	floor: Floor,
	ticket: Ticket,
	opinion: Opinion,
	address: string
): Promise<NoOpinion | null> {
	const { fieldEventId } = floor;
	if (!(await within(address, `${fieldEventId}/${ticket.id}`))) return 'try-again';
	const at = (await hallTime()).now();
	const refused = opinionRefused(ticket, at);
	if (refused) return refused;
	await storeOpinion(sql, { fieldEventId, ticketId: ticket.id, opinion, at });
	return null;
}

async function ticketOfLink(link: string) {
	const read = readTicketLink(`/t/${link}`);
	if (read?.kind !== 'ticket') return null;
	const fieldEventId = await findTicketEvent(read.ticketId);
	if (fieldEventId === null) return null;
	const floor = await (await hallOf(fieldEventId)).relay.shown();
	const found = floor && ticketByToken(floor, read.ticketId);
	return found && floor ? { floor, ...found } : null;
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
