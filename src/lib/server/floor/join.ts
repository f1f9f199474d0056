import { randomUUID } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import * as v from 'valibot';
import type { AgeHint, Gate, Rules, Words } from '#lib/core/catalogue.ts';
import { pauseOnService, type Floor } from '#lib/core/floor.ts';
import { takesIn } from '#lib/core/intake.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { ticketState, type TicketState } from '#lib/core/ticket.ts';
import { overBreakOf, type GateQueue } from '#lib/core/view/gate-view.ts';
import {
	noticesOf,
	numberText,
	queueViews,
	type PauseNotice,
	type QueueView
} from '#lib/core/view/hall-view.ts';
import { wishSchema } from '#lib/core/wish.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { db } from '../db/connection.ts';
import { hallTime, shownFloor, submit } from './hall.ts';
import { answersOf, joinQuestions, type JoinQuestion, type SentAnswer } from './join-questions.ts';
import type { OwnTickets } from './own-tickets.ts';

/** Whether a phone may take a number now, and if not why. */
export type JoinStanding = 'open' | 'not-yet' | 'ended' | 'off' | 'no-intake';

export interface JoinPage {
	name: string;
	place: string;
	at: number;
	address: Rules['address'];
	standing: JoinStanding;
	/** A pause of the whole field event. */
	pause: PauseNotice | null;
	services: OfferedService[];
	questions: JoinQuestion[];
	/** What this device took here today. */
	mine: { number: string; link: string; state: TicketState }[];
	limit: number;
	/** Made here so that a form sent twice, with or without JavaScript, is one ticket. */
	operationId: string;
	ticketId: string;
}

export type OfferedService = Omit<QueueView, 'next'> &
	Pick<GateQueue, 'overBreak'> & { bring: Words; ageHints: AgeHint[] };

/** People that one self-service ticket may stand for. */
export const MOST_PEOPLE = 10;

/**
 * Tickets that one address may take in ten minutes of real time. A whole hall behind one router, or a mobile network's
 * shared address, stays below it; a program that burns numbers does not.
 */
const perAddress = new RateLimiterMemory({ points: 300, duration: 600 });

/** What the poster's page shows; 404 when there is no such field event. */
export async function joinPage(fieldEventId: number, own: OwnTickets): Promise<JoinPage> {
	const floor = await shownFloor(fieldEventId);
	const at = (await hallTime()).now();
	const row = await findFieldEvent(db, fieldEventId);
	return {
		name: row?.name ?? '',
		place: row?.place ?? '',
		at,
		address: floor.rules.address,
		standing: standingOf(floor),
		pause: noticesOf(floor).find((pause) => pause.scope === 'field-event') ?? null,
		services: queueViews(floor, at).map(({ next: _, ...queue }) => ({
			...queue,
			overBreak: overBreakOf(floor, at, queue),
			// A pause of the whole field event is said once, above.
			pause: pauseOnService(floor, queue.serviceId)?.scope === 'field-event' ? null : queue.pause,
			bring: floor.services.get(queue.serviceId)!.bring,
			ageHints: floor.services.get(queue.serviceId)!.ageHints
		})),
		questions: joinQuestions(floor),
		mine: ownOf(floor, own).map((ticket) => ({
			number: numberText(ticket),
			link: `/t/${ticketDigits(ticket.token)}`,
			state: ticketState(ticket)
		})),
		limit: floor.rules.selfServicePerDevice,
		operationId: randomUUID(),
		ticketId: randomUUID()
	};
}

export interface JoinForm {
	services: string[];
	answers: SentAnswer[];
	/** How many people, as written. */
	party: string;
	operationId: string;
	ticketId: string;
}

/**
 * Takes a number for a phone, always in the regular lane: who goes first is asked by a person at the gate. Refused when
 * self-service is shut, when this device has as many as it may (`too-many`), or when its address takes too many at once.
 * The same form sent again gives the same ticket.
 */
export async function takeOwnTicket(
	fieldEventId: number,
	form: JoinForm,
	from: { own: OwnTickets; address: string },
	limiter = perAddress
): Promise<{ ticketId: string } | Refusal> {
	const floor = await shownFloor(fieldEventId);
	const gate = selfServiceGate(floor);
	if (!gate || !floor.rules.selfService) return refuse('self-service-off');
	const taken = ownOf(floor, from.own);
	const again = from.own.some(({ ticketId }) => ticketId === form.ticketId);
	const limit = floor.rules.selfServicePerDevice;
	if (!again && taken.length >= limit) return refuse('too-many', { limit });
	const read = readWish(form, gate);
	if ('refused' in read) return read;
	if (!again && !(await within(limiter, from.address))) return refuse('try-again');
	const operationId = v.is(uuid, form.operationId) ? form.operationId : randomUUID();
	const answer = await submit(fieldEventId, { operationId, wish: read, by: 'citizen' });
	if (!answer.ok) return answer;
	return { ticketId: answer.tickets[0]!.id };
}

const uuid = v.pipe(v.string(), v.uuid());

function readWish({ services, answers, party, ticketId }: JoinForm, gate: Gate) {
	if (services.length === 0) return refuse('no-service-chosen');
	const people = Number(party);
	if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE) {
		return refuse('bad-wish', { field: 'party', limit: MOST_PEOPLE });
	}
	const read = v.safeParse(wishSchema, {
		kind: 'issue',
		gateId: gate.id,
		ticketId: v.is(uuid, ticketId) ? ticketId : randomUUID(),
		services: [...new Set(services)].map((serviceId) => ({ serviceId, people })),
		lane: 'regular',
		party: people,
		answers: answersOf(answers)
	});
	return read.success ? read.output : refuse('bad-wish', { field: 'services' });
}

function standingOf(floor: Floor): JoinStanding {
	if (floor.status === 'closed') return 'ended';
	if (floor.status === 'draft' || floor.day === 0) return 'not-yet';
	if (!floor.rules.selfService || !selfServiceGate(floor)) return 'off';
	const offered = [...floor.services.values()].filter((service) => !service.withdrawn);
	return offered.some((service) => takesIn(floor, service)) ? 'open' : 'no-intake';
}

function selfServiceGate(floor: Floor): Gate | undefined {
	return [...floor.gates.values()].find((gate) => gate.kind === 'self-service' && !gate.withdrawn);
}

/** The device's tickets of the present day that still stand. */
function ownOf(floor: Floor, own: OwnTickets) {
	return own.flatMap(({ fieldEventId, ticketId }) => {
		const ticket = fieldEventId === floor.fieldEventId ? floor.tickets.get(ticketId) : undefined;
		return ticket && ticket.day === floor.day && !ticket.cancelled ? [ticket] : [];
	});
}

async function within(limiter: RateLimiterMemory, address: string): Promise<boolean> {
	try {
		await limiter.consume(address);
		return true;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return false;
	}
}
