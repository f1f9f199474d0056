import type { Booth, Half } from './catalogue.ts';
import {
	compareWaiting,
	pauseOfBooth,
	pauseOnService,
	queueOf,
	waitingOf,
	type BoothFloor,
	type Floor,
	type Queue,
	type Waiting
} from './floor.ts';
import { AT_WORK, halvesToday, paceOf } from './forecast.ts';
import { lastTickets, newcomer, travellerOf, type Traveller } from './look-ahead-people.ts';
import { nextForBooth, upcoming } from './queue-order.ts';
import { SortedList } from './sorted-list.ts';
import { dayTally } from './tally.ts';
import { turnOf, type Ticket } from './ticket.ts';
import { shareArrived, usualArrivals } from './usual-day.ts';
import { SOON_MS } from './wait-range.ts';

/**
 * How the rest of the day would go: the queues as they stand, in the core's own order (`nextForBooth`), with today's mean
 * times, and with people who come over the usual day and want what the last ones wanted. No chance is in it: two questions
 * about the same floor differ in nothing but what they change.
 */

/** What is asked: as it stands, or with something changed. */
export interface Question {
	/** Stops calling then; the last half's end unless told. */
	until?: number;
	/** A booth that serves something else from now on. */
	moved?: Booth;
	/** More (above 1) or fewer people than the counts of today promise, and faster or slower booths. */
	crowd?: number;
	speed?: number;
}

/** What became of one service. */
export interface Ahead {
	serviceId: string;
	/** Turns that end up to then, counted in people. */
	ended: number;
	/**
	 * Waits of whoever falls due in the first hour, or, when nobody does, of those who wait now: sum in ms, and how many.
	 * Who is not called by the end is counted as if calls went on.
	 */
	waitMs: number;
	waited: number;
	/** Time that all together wait from now on, in ms. */
	burdenMs: number;
	/** Who still waits at the end. */
	left: number;
}

/** Somebody comes to a queue, or a seat of a booth becomes free, of somebody or at its opening. */
interface Happening {
	at: number;
	order: number;
	on: BoothFloor | null;
	who: Traveller | null;
}

const HOUR_MS = 3_600_000;
/** Before this share of the day's people has come, the count is taken for as much. */
const LEAST_ARRIVED = 0.04;
/** Somebody whose sitting lasts longer than usual already stays about this share of it. */
const OVERTIME = 0.3;

/** Lets the rest of today happen on a copy of the queues. The floor itself is left as it is. */
export function lookAhead(floor: Floor, at: number, question: Question = {}): Map<string, Ahead> {
	return new Rest(floor, at, question).run();
}

class Rest {
	private readonly halves: Half[];
	private readonly until: number;
	private readonly shadow: Floor;
	private readonly cycles = new Map<string, number>();
	private readonly aheads = new Map<string, Ahead>();
	private readonly agenda = new SortedList<Happening>((a, b) => a.at - b.at || a.order - b.order);
	private readonly travellers = new Map<string, Traveller>();
	private readonly idle = new Map<BoothFloor, number>();
	/** Waits of those who wait now and fall due later, apart. */
	private readonly known = new Map<string, { waitMs: number; waited: number }>();
	private order = 0;

	constructor(
		private readonly floor: Floor,
		private readonly at: number,
		private readonly question: Question
	) {
		this.halves = halvesToday(floor);
		this.until = question.until ?? this.halves[this.halves.length - 1]?.to ?? at;
		// What is paused now goes on after a while: when each seat begins says so, not the pauses.
		this.shadow = { ...floor, pauses: [], queues: new Map(), booths: new Map() };
		for (const [id, service] of floor.services) {
			const cycleMs = paceOf(floor, id, at).cycleMs / AT_WORK / (question.speed ?? 1);
			this.cycles.set(id, cycleMs);
			this.shadow.queues.set(id, this.copyQueue(queueOf(floor, id)));
			if (!service.withdrawn) this.aheads.set(id, emptyAhead(id));
		}
		this.fillBooths();
		this.addArrivals();
	}

	run(): Map<string, Ahead> {
		for (let next = this.agenda.head; next && next.at <= this.until; next = this.agenda.head) {
			this.agenda.remove(next);
			const { at, on, who } = next;
			if (on && who) this.end(who, at);
			else if (who) this.join(who, at);
			if (!on) continue;
			this.idle.set(on, (this.idle.get(on) ?? 0) + 1);
			this.fill(on, at);
		}
		for (const [id, ahead] of this.aheads) {
			const queue = this.shadow.queues.get(id)!;
			const callMs = this.callMs(id);
			upcoming(this.shadow, queue, Infinity).forEach((waiting, i) => {
				ahead.left++;
				ahead.burdenMs += Math.max(0, this.until - Math.max(waiting.dueAt, this.at));
				if (callMs < Infinity) this.noteWait(id, waiting, this.until + (i + 1) * callMs);
			});
			const known = this.known.get(id);
			if (ahead.waited === 0 && known) Object.assign(ahead, known);
		}
		return this.aheads;
	}

	/** Time from one call of a service to the next, with the booths that serve it at the end; infinite when none does. */
	private callMs(serviceId: string): number {
		let seats = 0;
		for (const { booth } of this.shadow.booths.values()) {
			if (booth.services.includes(serviceId)) seats += booth.seats / booth.services.length;
		}
		return this.cycles.get(serviceId)! / seats;
	}

	private copyQueue(queue: Queue): Queue {
		const copy: Queue = {
			...queue,
			lanes: { regular: new SortedList(compareWaiting), priority: new SortedList(compareWaiting) },
			leased: new SortedList(compareWaiting),
			kept: new Map()
		};
		for (const list of listsOf(queue)) {
			for (const waiting of list) {
				const ticket = this.floor.tickets.get(waiting.ticketId);
				if (!ticket) continue;
				copy.lanes[ticket.lane].insert(waiting);
				this.travellers.set(ticket.id, travellerOf(ticket, waiting, queue.serviceId));
			}
		}
		return copy;
	}

	/** Booths that are there now, each with its seats free or free again when their sitting should be over. */
	private fillBooths(): void {
		const { at, question, floor } = this;
		const breaks = !this.halves.some(({ from, to }) => at >= from && at < to);
		for (const on of floor.booths.values()) {
			const booth = question.moved?.id === on.booth.id ? question.moved : on.booth;
			const there = on.officers.length > 0 || (breaks && on.working.length > 0);
			if (booth.withdrawn || !there) continue;
			const copy: BoothFloor = { ...on, booth };
			this.shadow.booths.set(booth.id, copy);
			const paused =
				pauseOfBooth(floor, on.booth) ?? on.booth.services.every((id) => pauseOnService(floor, id));
			const from = paused && !breaks ? at + SOON_MS : at;
			for (let i = 0; i < Math.max(booth.seats, on.seats.length); i++) {
				const ticket = floor.tickets.get(on.seats[i] ?? '');
				if (ticket) this.seatTaken(copy, ticket, i < booth.seats);
				else if (i < booth.seats) this.plan(from, copy, null);
			}
		}
	}

	private seatTaken(on: BoothFloor, ticket: Ticket, stays: boolean): void {
		const step = ticket.steps[ticket.active ?? -1];
		const turn = step && turnOf(step);
		if (!step || !turn) return;
		const cycle = this.cycles.get(step.serviceId) ?? 0;
		const left = Math.max(OVERTIME * cycle, cycle - (this.at - (turn.calledAt ?? this.at)));
		const who = travellerOf(ticket, waitingOf(ticket, turn, step.people), step.serviceId);
		who.waitedMs += Math.max(0, (turn.calledAt ?? this.at) - turn.dueAt);
		// A seat that the move takes away ends this sitting and no other.
		const place = stays ? on : { ...on, booth: { ...on.booth, services: [] } };
		this.plan(this.at + left, place, who);
	}

	/** People still to come: as many as today's count promises, with the wishes of the last ones. */
	private addArrivals(): void {
		const { at, halves, floor } = this;
		const last = lastTickets(floor);
		if (last.length === 0) return;
		const arrived = shareArrived(halves, at);
		const { tickets, cancelledTickets } = dayTally(floor.tally, floor.day);
		const crowd = this.question.crowd ?? 1;
		const whole = ((tickets - cancelledTickets) / Math.max(LEAST_ARRIVED, arrived)) * crowd;
		let owed = 0;
		let n = 0;
		for (const { from, to, share } of usualArrivals(halves)) {
			if (to <= at) continue;
			const start = Math.max(at, from);
			owed += (whole * share * (to - start)) / (to - from);
			const count = Math.floor(owed);
			owed -= count;
			for (let i = 0; i < count; i++) {
				const when = Math.round(start + ((i + 0.5) / count) * (to - start));
				this.plan(when, null, newcomer(last[n % last.length]!, when, n++));
			}
		}
	}

	private plan(at: number, on: BoothFloor | null, who: Traveller | null): void {
		this.agenda.insert({ at, order: this.order++, on, who });
	}

	/** Somebody's next step falls due: the first one left whose forerunners on the ticket are over. */
	private join(who: Traveller, now: number): void {
		const next = who.steps.find(({ serviceId, over }) => {
			const service = this.floor.services.get(serviceId);
			const first = [...(service?.after ?? []), ...(service?.needs ?? [])];
			return !over && !who.steps.some((s) => !s.over && first.includes(s.serviceId));
		});
		const queue = next && this.shadow.queues.get(next.serviceId);
		if (!next || !queue) return;
		const dueAt = now - who.waitedMs * this.floor.rules.laterStepShare;
		who.serviceId = next.serviceId;
		who.waiting = { ...who.waiting, dueAt: now, rankAt: dueAt, people: next.people };
		this.travellers.set(who.waiting.ticketId, who);
		queue.lanes[who.lane].insert(who.waiting);
		for (const [on, free] of this.idle) {
			if (free > 0 && on.booth.services.includes(next.serviceId) && this.fill(on, now)) return;
		}
	}

	/** Calls into one free seat of a booth; in a break the seat waits for the next half. */
	private fill(on: BoothFloor, now: number): boolean {
		const half = this.halves.find(({ to }) => now < to);
		if (half && now < half.from) {
			this.idle.set(on, this.idle.get(on)! - 1);
			this.plan(half.from, on, null);
			return false;
		}
		const next = nextForBooth(this.shadow, on);
		const who = next && this.travellers.get(next.waiting.ticketId);
		if (!next || !who) return false;
		const queue = this.shadow.queues.get(next.serviceId)!;
		queue.lanes[who.lane].remove(next.waiting);
		queue.run = who.lane === 'priority' ? queue.run + 1 : 0;
		this.noteWait(next.serviceId, next.waiting, now);
		const ahead = this.aheads.get(next.serviceId);
		if (ahead) ahead.burdenMs += now - Math.max(next.waiting.dueAt, this.at);
		who.waitedMs += now - next.waiting.dueAt;
		this.idle.set(on, this.idle.get(on)! - 1);
		this.plan(now + this.cycles.get(next.serviceId)!, on, who);
		return true;
	}

	private noteWait(serviceId: string, { dueAt }: Waiting, now: number): void {
		const ahead = this.aheads.get(serviceId);
		if (!ahead) return;
		if (dueAt >= this.at && dueAt < this.at + HOUR_MS) {
			ahead.waitMs += now - dueAt;
			ahead.waited++;
		} else if (dueAt < this.at) {
			const known = this.known.get(serviceId) ?? { waitMs: 0, waited: 0 };
			known.waitMs += now - this.at;
			known.waited++;
			this.known.set(serviceId, known);
		}
	}

	private end(who: Traveller, now: number): void {
		const step = who.steps.find((s) => s.serviceId === who.serviceId && !s.over);
		if (!step) return;
		step.over = true;
		const ahead = this.aheads.get(who.serviceId);
		if (ahead) ahead.ended += step.people;
		this.join(who, now);
	}
}

function emptyAhead(serviceId: string): Ahead {
	return { serviceId, ended: 0, waitMs: 0, waited: 0, burdenMs: 0, left: 0 };
}

function* listsOf(queue: Queue): Generator<SortedList<Waiting>> {
	yield queue.lanes.regular;
	yield queue.lanes.priority;
	yield queue.leased;
	yield* queue.kept.values();
}
