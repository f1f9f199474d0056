import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Verdict } from '#lib/core/operation.ts';
import { OUTCOMES } from '#lib/core/catalogue.ts';
import { ticketByNumber, ticketByToken, type Floor } from '#lib/core/floor.ts';
import type { Deed } from '#lib/core/operation.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { formatNumber, numberReadings } from '#lib/core/ticket-number.ts';
import { activeTurn, stepIsOver, type Ticket } from '#lib/core/ticket.ts';
import { deliveryOf } from '../floor/deliveries.ts';
import { hallOf, hallTime, shownFloor } from '../floor/hall.ts';
import { restoreSlip } from './unheard-slip.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

/** What stands on one paper: which number was served where, for what, with which outcome, and when (hall ms). */
export const paperSchema = v.object({
	operationId: uuid,
	/** A number as people write it, or what a scanner read. */
	ticket: v.pipe(v.string(), v.maxLength(400)),
	boothId: id,
	serviceId: id,
	outcome: v.picklist(OUTCOMES),
	level: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
	reasonId: v.nullable(id),
	count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
	at: v.pipe(v.number(), v.integer())
});
export type Paper = v.InferOutput<typeof paperSchema>;

export type PaperAnswer =
	{ ok: true; number: string; verdict: Verdict } | ({ ok: false } & Refusal);

/**
 * Enters what was done on paper while nothing else worked, as operations that have already happened: a sheet of the reserve
 * comes to life, a service that is not on the ticket joins it, and the result stands at the time that the paper says. The
 * same paper sent again is entered once. Refused when the number is unknown, of another day, done for this service before,
 * or sits at a booth right now.
 */
export async function enterPaper(
	fieldEventId: number,
	paper: Paper,
	by: string
): Promise<PaperAnswer> {
	const floor = await shownFloor(fieldEventId);
	const now = (await hallTime()).now();
	const found = await ticketOf(fieldEventId, floor, paper, by);
	if ('refused' in found) return { ok: false, ...found };
	const number = formatNumber(found.prefix, found.number);
	const wrong = check(floor, found, paper, now);
	if (wrong) return { ok: false, ...wrong, detail: { ticket: number, ...wrong.detail } };
	const { clerk } = await hallOf(fieldEventId);
	const { serviceId, boothId, outcome, level, reasonId, count, operationId, at } = paper;
	const { id: ticketId, day, prefix, number: no, gateId, blank } = found;
	const issued: Deed = {
		...{ kind: 'issued', ticketId, gateId, day, prefix, number: no, maker: 'server' },
		provisional: !blank,
		lane: 'regular',
		party: count,
		services: [{ serviceId, people: count }]
	};
	const ended: Deed = {
		...{ kind: 'ended', ticketId, serviceId, step: null, turn: 0, fence: 0, boothId },
		results: [{ serviceId, outcome, level, reasonId, count }]
	};
	const arrival = { at, lastContact: at };
	const deliver = (operationId: string, deed: Deed) => {
		const operation = { operationId, station: 'paper', epoch: 0, seq: 1, at, by, deed };
		return clerk.admit({ ...deliveryOf(operation, arrival), seq: null });
	};
	const [given, done] = await Promise.all([
		deliver(partOf(operationId), issued),
		deliver(operationId, ended)
	]);
	if (!given || !done) return { ok: false, ...refuse('try-again') };
	return { ok: true, number, verdict: done.verdict };
}

async function ticketOf(
	fieldEventId: number,
	floor: Floor,
	{ ticket, serviceId }: Paper,
	by: string
): Promise<Ticket | Refusal> {
	const link = readTicketLink(ticket);
	if (link?.kind === 'ticket') {
		const known = ticketByToken(floor, link.ticketId);
		if (known) return known.ticket;
		const digits = ticket.slice(ticket.lastIndexOf('/') + 1);
		const refused = await restoreSlip(digits, [serviceId], by);
		if (refused) return refused;
		return ticketByToken(await shownFloor(fieldEventId), link.ticketId)?.ticket ?? noTicket(ticket);
	}
	for (const { prefix, number } of numberReadings(ticket)) {
		const known = ticketByNumber(floor, prefix, number);
		if (known) return known;
	}
	return noTicket(ticket);
}

const noTicket = (text: string): Refusal => refuse('no-such-ticket', { ticket: text.slice(0, 12) });

function check(floor: Floor, ticket: Ticket, paper: Paper, now: number): Refusal | null {
	if (floor.status !== 'open') return refuse('not-open');
	if (ticket.day !== floor.day) return refuse('no-such-day');
	if (ticket.cancelled) return refuse('ticket-over');
	if (paper.at > now) return refuse('bad-wish', { field: 'at' });
	const booth = floor.booths.get(paper.boothId);
	if (!booth) return refuse('no-such-booth');
	const service = floor.services.get(paper.serviceId);
	if (!service || !booth.booth.services.includes(service.id)) return refuse('wrong-service');
	if (!service.outcomes.includes(paper.outcome)) return refuse('wrong-service');
	if (paper.outcome === 'failed' && !floor.reasons.has(paper.reasonId ?? '')) {
		return refuse('reason-missing');
	}
	const counted = paper.outcome === service.counts && service.levels.length > 0;
	if (counted && !service.levels.includes(paper.level ?? 0)) return refuse('level-missing');
	const own = ticket.steps.filter((step) => step.serviceId === service.id);
	if (own.length > 0 && own.every(stepIsOver)) return refuse('service-done');
	const people = own.find((step) => !stepIsOver(step))?.people ?? paper.count;
	if (paper.count > people) return refuse('count-above-party', { limit: people });
	const turn = activeTurn(ticket);
	const sits = turn?.state === 'called' || turn?.state === 'serving';
	return sits ? refuse('at-another-booth') : null;
}

/** The first half of a paper: the ticket itself. Its id follows from the paper's, so that it too is done once. */
function partOf(operationId: string): string {
	const hex = createHash('sha256').update(`ticket of ${operationId}`).digest('hex').slice(0, 32);
	return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
