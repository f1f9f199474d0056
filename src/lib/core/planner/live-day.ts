import type { Half } from '../catalogue.ts';
import { emptyFloor, queueOf, type BoothFloor, type Floor, type Waiting } from '../floor.ts';
import { nextForBooth } from '../queue-order.ts';
import { SortedList } from '../sorted-list.ts';
import { Chance } from './chance.ts';
import { around, type Crowd, type PlannedStep, type Visitor } from './crowd.ts';
import { DayClock } from './day-clock.ts';
import type { BoothGroup, PlannedService, PlanQuestion } from './plan-question.ts';

/** What became of one service on one day. */
export interface ServiceDay {
	serviceId: string;
	/** Waits by the half hour in which people came to the queue, in ms of service time. */
	waits: number[][];
	/** The longest queue in each half hour. */
	queue: number[];
	/** Who still waits when each half ends. */
	left: number[];
	/** Who is never called, because nobody serves this. */
	unserved: number;
	/** When the last one is called; null when nobody is. */
	lastCallAt: number | null;
}

/** From the end of one sitting to the next call, and a call in vain, in ms; the forecast reckons with the same. */
const GAP_MS = 5_000;
const MISSED_MS = 100_000;
/** A booth rests ten minutes in every stretch of about four hours, not at its beginning and not at its end. */
const REST_MS = 10 * 60_000;
const REST_EVERY_MS = 4 * 3_600_000;
const REST_FROM = 0.33;
const REST_TO = 0.85;
/** Officers differ in how fast they are. */
const OFFICER_SPREAD = 0.15;

interface Guest {
	visitor: Visitor;
	left: PlannedStep[];
	active: PlannedStep | null;
	waitedMs: number;
	waiting: Waiting;
}

interface Desk {
	on: BoothFloor;
	slowness: number;
	free: number;
	/** Since when at least one seat has been free. */
	freeSince: number;
	/** When each of its rests falls due. */
	rests: number[];
	restsUntil: number;
}

/** A sitting ends, or a booth, or all of them, may go on. */
interface Happening {
	at: number;
	order: number;
	desk: Desk | null;
	guest: Guest | null;
}

/**
 * Lives through one day with this many booths of each group: people take their places in the core's queues and booths
 * call in the core's order (`nextForBooth`). In a break nobody is called; after the last half the hall stays on until
 * everybody has been, so that waits are told to their end.
 * @param counts booths of each group of the question, in its order
 */
export function liveDay(
	question: PlanQuestion,
	crowd: Crowd,
	counts: readonly number[]
): ServiceDay[] {
	return new Day(question, crowd, counts).run();
}

class Day {
	private readonly clock: DayClock;
	private readonly floor: Floor;
	private readonly services: Map<string, PlannedService>;
	private readonly days = new Map<string, ServiceDay>();
	private readonly seats = new Map<string, number>();
	private readonly agenda = new SortedList<Happening>((a, b) => a.at - b.at || a.order - b.order);
	private readonly guests: Guest[] = [];
	/** Booths of each service with a free seat, the one that has waited longest first. */
	private readonly idle = new Map<string, Set<Desk>>();
	private order = 0;
	private slot = 0;
	private halvesOver = 0;

	constructor(
		question: PlanQuestion,
		private readonly crowd: Crowd,
		counts: readonly number[]
	) {
		this.clock = new DayClock(question.halves);
		this.floor = emptyFloor(0, question.rules);
		this.services = new Map(question.services.map((service) => [service.id, service]));
		for (const { id } of question.services) {
			queueOf(this.floor, id);
			this.days.set(id, emptyDay(id, this.clock));
			this.idle.set(id, new Set());
		}
		question.booths.forEach((group, g) => {
			for (let i = 0; i < (counts[g] ?? 0); i++) this.openDesk(group, g, i);
		});
		for (const { from } of question.halves.slice(1)) this.plan(from, null, null);
	}

	run(): ServiceDay[] {
		const { visitors } = this.crowd;
		let arrived = 0;
		for (;;) {
			const next = this.agenda.head;
			const visitor = visitors[arrived];
			if (visitor && (!next || visitor.arrivesAt <= next.at)) {
				this.pass(visitor.arrivesAt);
				this.join(this.guestOf(visitor, arrived++), visitor.arrivesAt);
			} else if (next) {
				this.agenda.remove(next);
				this.pass(next.at);
				this.happen(next);
			} else break;
		}
		this.pass(Infinity);
		for (const [id, day] of this.days) day.unserved = this.lengthOf(id);
		return [...this.days.values()];
	}

	/** A booth's speed and rests depend on its place among its like: one more of them changes nothing for the others. */
	private openDesk(group: BoothGroup, g: number, i: number): void {
		const chance = new Chance(this.crowd.seed, 100_000 + 1_000 * g + i);
		const booth = {
			id: `${g}-${i}`,
			number: i + 1,
			word: 'bàn' as const,
			areaId: null,
			services: group.services,
			seats: group.seats,
			presetLevel: null,
			unit: '',
			withdrawn: false
		};
		const on = {
			booth,
			officers: [],
			seats: [],
			working: [],
			assignments: [],
			lastEnded: [],
			held: new Set<string>(),
			staying: new Set<string>()
		};
		const slowness = around(chance, OFFICER_SPREAD);
		const rests = this.clock.halves.flatMap((half) => restsIn(half, chance));
		const desk = { on, slowness, free: group.seats, freeSince: 0, rests, restsUntil: 0 };
		for (const id of group.services) {
			this.idle.get(id)?.add(desk);
			const share = group.seats / group.services.length;
			this.seats.set(id, (this.seats.get(id) ?? 0) + share);
		}
	}

	private plan(at: number, desk: Desk | null, guest: Guest | null): void {
		this.agenda.insert({ at, order: this.order++, desk, guest });
	}

	/** Notes who waits at the borders of half hours and of halves, before anything happens at this instant. */
	private pass(at: number): void {
		const { halves, slots } = this.clock;
		while (this.slot + 1 < slots.length && at >= slots[this.slot]!.to) {
			this.slot++;
			for (const [id, day] of this.days) day.queue[this.slot] = this.lengthOf(id);
		}
		while (this.halvesOver < halves.length && at >= halves[this.halvesOver]!.to) {
			this.halvesOver++;
			for (const [id, day] of this.days) day.left.push(this.lengthOf(id));
		}
	}

	private lengthOf(serviceId: string): number {
		const { regular, priority } = queueOf(this.floor, serviceId).lanes;
		return regular.length + priority.length;
	}

	private guestOf(visitor: Visitor, number: number): Guest {
		const { arrivesAt, steps } = visitor;
		const waiting = {
			ticketId: String(number),
			day: 1,
			prefix: '',
			number,
			dueAt: arrivesAt,
			rankAt: arrivesAt,
			people: 1
		};
		const guest = { visitor, left: steps, active: null, waitedMs: 0, waiting };
		this.guests.push(guest);
		return guest;
	}

	/** Somebody's next step falls due: of those that wait for no other on the journey, the one with the shortest wait. */
	private join(guest: Guest, now: number): void {
		const { left } = guest;
		const step = left.length > 1 ? this.shortest(this.ready(left)) : left[0];
		if (!step) return;
		const queue = queueOf(this.floor, step.serviceId);
		guest.active = step;
		guest.waiting.dueAt = now;
		guest.waiting.rankAt = now - guest.waitedMs * this.floor.rules.laterStepShare;
		queue.lanes[guest.visitor.lane].insert(guest.waiting);
		const day = this.days.get(step.serviceId)!;
		day.queue[this.slot] = Math.max(day.queue[this.slot]!, this.lengthOf(step.serviceId));
		for (const desk of this.idle.get(step.serviceId)!) if (this.call(desk, now)) return;
	}

	/** Steps whose forerunners on the journey are over; all of them where services wait for each other. */
	private ready(left: readonly PlannedStep[]): readonly PlannedStep[] {
		const ready = left.filter(({ serviceId }) => {
			const after = this.services.get(serviceId)?.after ?? [];
			return !left.some((step) => step.serviceId !== serviceId && after.includes(step.serviceId));
		});
		return ready.length > 0 ? ready : left;
	}

	private shortest(steps: readonly PlannedStep[]): PlannedStep | undefined {
		if (steps.length < 2) return steps[0];
		const wait = ({ serviceId }: PlannedStep) =>
			((this.lengthOf(serviceId) + 1) * this.services.get(serviceId)!.meanMs) /
			(this.seats.get(serviceId) ?? 0);
		return steps.reduce((best, step) => (wait(step) < wait(best) ? step : best));
	}

	/** One free seat of a booth calls the next one; false when it may not, or nobody waits. */
	private call(desk: Desk, now: number): boolean {
		if (this.clock.servesFrom(now) > now || this.isResting(desk, now)) return false;
		const next = nextForBooth(this.floor, desk.on);
		if (!next) return false;
		const { serviceId, lane, waiting } = next;
		const guest = this.guests[waiting.number]!;
		const queue = queueOf(this.floor, serviceId);
		queue.lanes[lane].remove(waiting);
		queue.run = lane === 'priority' ? queue.run + 1 : 0;
		const waitMs = this.clock.serviceMs(waiting.dueAt, now);
		const day = this.days.get(serviceId)!;
		day.waits[this.clock.slotAt(waiting.dueAt)]!.push(waitMs);
		day.lastCallAt = now;
		guest.waitedMs += waitMs;
		desk.free--;
		if (desk.free === 0) for (const id of desk.on.booth.services) this.idle.get(id)?.delete(desk);
		this.plan(now + this.seatMs(desk, guest.active!), desk, guest);
		return true;
	}

	private seatMs(desk: Desk, { serviceId, sittingMs, call }: PlannedStep): number {
		const vain = call === 'comes' ? 0 : MISSED_MS;
		const slowness = desk.slowness * (this.crowd.slowness.get(serviceId) ?? 1);
		return GAP_MS + vain + (call === 'gone' ? 0 : sittingMs * slowness);
	}

	private happen({ at, desk, guest }: Happening): void {
		if (!desk) {
			const idle = new Set([...this.idle.values()].flatMap((desks) => [...desks]));
			for (const one of idle) this.callAll(one, at);
			return;
		}
		if (guest) {
			if (guest.active!.call !== 'gone') this.goOn(guest, at);
			if (desk.free === 0) desk.freeSince = at;
			desk.free++;
			for (const id of desk.on.booth.services) this.idle.get(id)?.add(desk);
		}
		this.callAll(desk, at);
	}

	private callAll(desk: Desk, now: number): void {
		while (desk.free > 0 && this.call(desk, now));
	}

	/** A sitting is over; what it settles as well leaves the journey. */
	private goOn(guest: Guest, now: number): void {
		const { serviceId } = guest.active!;
		const also = this.services.get(serviceId)?.also ?? [];
		guest.left = guest.left.filter(
			(step) => step.serviceId !== serviceId && !also.includes(step.serviceId)
		);
		this.join(guest, now);
	}

	/** A rest begins when it is due and a seat is free, and all seats of the booth keep it. */
	private isResting(desk: Desk, now: number): boolean {
		const due = desk.rests[0];
		if (due !== undefined && due <= now) {
			desk.rests.shift();
			// Whoever sat idle when it fell due has rested since then.
			desk.restsUntil = Math.max(due, desk.freeSince) + REST_MS;
			if (desk.restsUntil > now) this.plan(desk.restsUntil, desk, null);
		}
		return now < desk.restsUntil;
	}
}

function emptyDay(serviceId: string, { slots }: DayClock): ServiceDay {
	return {
		serviceId,
		waits: slots.map(() => []),
		queue: slots.map(() => 0),
		left: [],
		unserved: 0,
		lastCallAt: null
	};
}

/** When a booth's rests of a half fall due, somewhere in the middle of each stretch. */
function restsIn({ from, to }: Half, chance: Chance): number[] {
	const rests = Math.round((to - from) / REST_EVERY_MS);
	const stretch = (to - from) / Math.max(1, rests);
	return Array.from({ length: rests }, (_, i) =>
		chance.between(from + (i + REST_FROM) * stretch, from + (i + REST_TO) * stretch)
	);
}
