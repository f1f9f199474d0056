import { LANES, type Half, type Lane } from './catalogue.ts';
import {
	pauseOfBooth,
	pauseOfService,
	pauseOnService,
	queueLength,
	type BoothFloor,
	type Floor,
	type Queue
} from './floor.ts';
import { freeSeats } from './queue-order.ts';
import { CYCLE_BUCKET_MS, dayTally, percentile, type Histogram } from './tally.ts';
import { stepIsOver, turnOf, type Ticket } from './ticket.ts';
import { busierThanUsual } from './usual-day.ts';
import { middleWaitMs, rangeOverHalves, type Pace, type WaitRange } from './wait-range.ts';

/** As many measured turns as the organiser's own figure is worth. */
const PRIOR_TURNS = 8;
/** Times of a sitting vary by about this much of their mean, until the day has shown it. */
const PRIOR_SPREAD = 0.5;
/** A sitting of more than this many times the middle one had its end forgotten: it counts as no longer. */
const FORGOTTEN = 4;
/** From the end of one sitting to the next call, on the average: most officers do both with one press. */
const GAP_MS = 5_000;
/** Called three times in vain, a seat is free again after about this long. */
const MISSED_MS = 100_000;
/** Share of an open booth's time in which it does not rest: ten minutes in two and a half hours, and what else happens. */
export const AT_WORK = 0.96;
/** A booth that has not opened by then is not counted on any more. */
const LATE_MS = 30 * 60_000;
/** Share of such booths that do open. */
const OPENS = 0.85;
/** Each further person of a party takes about this share of the time of the first. */
const FURTHER_PERSON = 0.5;
/** Tickets at the head of a queue that are looked at: how large their parties are, and where they go on to. */
const LOOKED_AT: Record<Lane, number> = { regular: 20, priority: 4 };
/** Share of priority tickets until the day has shown it, and how many tickets that is worth. */
const PRIOR_PRIORITY = 0.1;
const PRIOR_TICKETS = 20;
/** Halls are staffed for about this share of what their seats could do over the day. */
const LOAD = 0.9;

/**
 * Pace of a service's queue at an instant: seats open now and soon, times measured today shrunk to the organiser's
 * figure, and who will come to stand ahead. A forgotten finish cannot stall it.
 */
export function paceOf(floor: Floor, serviceId: string, at: number): Pace {
	const { meanMs, spreadMs, measured } = cycleOf(floor, serviceId);
	const day = dayTally(floor.tally, floor.day);
	const missed = day.missed / Math.max(1, day.missed + day.served);
	const perTicket = meanMs * partiesWaiting(floor, serviceId);
	const cycleMs = GAP_MS + perTicket * (1 - missed) + MISSED_MS * missed;
	const { seats, soonSeats, free } = seatsFor(floor, serviceId, at);
	const issued = day.byLane.priority + day.byLane.regular;
	const share = (day.byLane.priority + PRIOR_PRIORITY * PRIOR_TICKETS) / (issued + PRIOR_TICKETS);
	const priority = share * LOAD * busierThanUsual(halvesToday(floor), at);
	const perMs = soonSeats / cycleMs;
	const { tickets, backMs } = laterSteps(floor, serviceId, at);
	return {
		seats: round(seats),
		soonSeats: round(soonSeats),
		free,
		cycleMs: Math.round(cycleMs),
		spreadMs: Math.round(spreadMs),
		priority: round(priority),
		later: perMs > 0 ? round(tickets / perMs) : 0,
		laterMs: Math.round(backMs / 1_000) * 1_000,
		measured
	};
}

/**
 * How much longer than those of today the tickets that wait will take, because larger or smaller parties stand ahead: 1
 * when they are like the others. Only the first ones are looked at; the rest are taken for average.
 */
function partiesWaiting(floor: Floor, serviceId: string): number {
	const queue = floor.queues.get(serviceId);
	const { tickets, people } = dayTally(floor.tally, floor.day);
	if (!queue || tickets === 0) return 1;
	let more = 0;
	for (const lane of LANES) {
		for (let i = 0; i < LOOKED_AT[lane]; i++) {
			const waiting = queue.lanes[lane].at(i);
			if (!waiting) break;
			more += waiting.people - people / tickets;
		}
	}
	return 1 + (FURTHER_PERSON * more) / Math.max(1, queueLength(queue));
}

const round = (n: number) => Math.round(n * 100) / 100;

/** Time that a ticket occupies a seat: mean and standard deviation of today, with the organiser's figure among them. */
function cycleOf(floor: Floor, serviceId: string) {
	const prior = floor.services.get(serviceId)?.typicalMs ?? 5 * 60_000;
	const cycles = dayTally(floor.tally, floor.day).cycles[serviceId];
	const { mean, square, measured } = momentsOf(cycles);
	const weigh = (own: number, given: number) =>
		(own * measured + given * PRIOR_TURNS) / (measured + PRIOR_TURNS);
	const meanMs = weigh(mean, prior);
	const squareMs = weigh(square, prior ** 2 * (1 + PRIOR_SPREAD ** 2));
	return { meanMs, spreadMs: Math.sqrt(Math.max(0, squareMs - meanMs ** 2)), measured };
}

/** Mean and mean square of a histogram whose longest times are cut. */
function momentsOf(histogram: Histogram | undefined) {
	const middle = percentile(histogram, 0.5, CYCLE_BUCKET_MS);
	let [measured, sum, squares] = [0, 0, 0];
	if (!histogram || middle === null) return { mean: 0, square: 0, measured };
	for (let i = 0; i < histogram.length; i++) {
		const n = histogram[i]!;
		const ms = Math.min((i + 0.5) * CYCLE_BUCKET_MS, FORGOTTEN * middle);
		measured += n;
		sum += n * ms;
		squares += n * ms * ms;
	}
	return { mean: sum / measured, square: squares / measured, measured };
}

/** Seats of a service now, in a while, and how many of them stand free because nobody waits. */
export function seatsFor(floor: Floor, serviceId: string, at: number) {
	const queue = floor.queues.get(serviceId);
	const waiting = queue ? queueLength(queue) : 0;
	const rests = isBreak(floor, at);
	const paused = pauseOnService(floor, serviceId) !== null;
	let seats = 0;
	let soon = 0;
	let free = 0;
	for (const on of floor.booths.values()) {
		const { booth } = on;
		if (booth.withdrawn || !booth.services.includes(serviceId)) continue;
		const own = shareOf(floor, on, serviceId);
		const likely = likelyToServe(floor, on, at, rests);
		soon += own * likely;
		// In a break nobody needs to be there: what counts is who goes on after it.
		if (rests) {
			seats += own * likely;
			free += freeSeats(on).length * likely;
		} else if (on.officers.length > 0 && !paused && !pauseOfBooth(floor, booth)) {
			seats += own;
			free += freeSeats(on).length;
		}
	}
	// After a break all begin at once. At other times a seat that stands free while people wait is one that is not used.
	return { seats, soonSeats: soon, free: rests || free >= waiting ? Math.floor(free) : 0 };
}

/** Seats of a booth that serve this one of its services: shared by how many wait in each. */
function shareOf(floor: Floor, { booth }: BoothFloor, serviceId: string): number {
	if (booth.services.length === 1) return booth.seats;
	const weight = (id: string) => {
		const queue = floor.queues.get(id);
		return (queue ? queueLength(queue) : 0) + 1;
	};
	const all = booth.services.reduce((sum, id) => sum + weight(id), 0);
	return (booth.seats * weight(serviceId)) / all;
}

/** How likely a booth serves in a while: one that is open rests now and then, one that was not there yet may still open. */
function likelyToServe(floor: Floor, on: BoothFloor, at: number, rests: boolean): number {
	if (on.officers.length > 0) return AT_WORK;
	const start = halvesToday(floor)[0]?.from ?? 0;
	const today = on.working.some(({ from }) => from > start - 6 * 3_600_000);
	if (today) return rests ? AT_WORK : 0;
	// The longer after the start a booth is still not there, the less it is to be expected.
	const late = Math.max(0, at - start) / LATE_MS;
	return at > start - LATE_MS ? OPENS * Math.max(0, 1 - late) : 0;
}

/** Whether the day rests: before its first half, or between two. */
function isBreak(floor: Floor, at: number): boolean {
	const halves = halvesToday(floor);
	const last = halves[halves.length - 1];
	return last !== undefined && at < last.to && !halves.some((h) => at >= h.from && at < h.to);
}

/** What is seen of another service: who sits there, who of those looked at goes on to this one, after what wait. */
interface Seen {
	seated: number;
	looked: number;
	coming: number;
	waitedMs: number;
}

/**
 * Who will come from other steps: how many a ms, by the seats where they sit and those who wait there first; and how much
 * of the time they have waited they are given back.
 */
function laterSteps(floor: Floor, serviceId: string, at: number) {
	const services = new Map<string, Seen>();
	for (const on of floor.booths.values()) {
		for (const id of on.seats) {
			const ticket = id === null ? undefined : floor.tickets.get(id);
			const service = ticket?.steps[ticket.active ?? -1]?.serviceId;
			if (!ticket || !service || service === serviceId) continue;
			let seen = services.get(service);
			if (!seen) services.set(service, (seen = { seated: 0, looked: 0, coming: 0, waitedMs: 0 }));
			seen.seated++;
			look(seen, ticket, serviceId, at);
		}
	}
	let tickets = 0;
	let back = 0;
	for (const [id, seen] of services) {
		const queue = floor.queues.get(id);
		for (const lane of LANES) {
			for (let i = 0; i < LOOKED_AT[lane]; i++) {
				const ticket = floor.tickets.get(queue?.lanes[lane].at(i)?.ticketId ?? '');
				if (!ticket) break;
				look(seen, ticket, serviceId, at);
			}
		}
		if (seen.coming === 0) continue;
		const perMs = seen.seated / cycleOf(floor, id).meanMs / seen.looked;
		tickets += perMs * seen.coming;
		back += perMs * seen.waitedMs;
	}
	return { tickets, backMs: tickets > 0 ? (back / tickets) * floor.rules.laterStepShare : 0 };
}

function look(seen: Seen, ticket: Ticket, serviceId: string, at: number): void {
	seen.looked++;
	if (!ticket.steps.some((s) => s.serviceId === serviceId && !stepIsOver(s))) return;
	seen.coming++;
	seen.waitedMs += waitedMs(ticket, at);
}

/** How long a ticket has waited in all, up to now. */
function waitedMs(ticket: Ticket, at: number): number {
	let sum = 0;
	for (const step of ticket.steps) {
		const turn = turnOf(step);
		if (turn) sum += Math.max(0, (turn.calledAt ?? at) - turn.dueAt);
	}
	return sum;
}

/** The middle of the expected wait for someone who joins the queue now; infinite when nobody serves it. */
export function expectedWaitMs(floor: Floor, serviceId: string, at: number): number {
	const queue: Queue | undefined = floor.queues.get(serviceId);
	return middleWaitMs(paceOf(floor, serviceId, at), queue ? queueLength(queue) : 0);
}

/** The instants between which somebody who waits for a service is likely to be called, over today's breaks. */
export function likelyBetween(
	floor: Floor,
	serviceId: string,
	at: number,
	wait: WaitRange
): { from: number; to: number } {
	const stopped = pauseOfService(floor, serviceId) !== null;
	return rangeOverHalves(halvesToday(floor), at, wait, stopped);
}

/** The halves of the field event's present day; none before the first is opened. */
export function halvesToday(floor: Floor): Half[] {
	return floor.rules.days[floor.day - 1]?.halves ?? [];
}
