import type { Lane } from './catalogue.ts';
import {
	pauseOfBooth,
	pauseOnService,
	type BoothFloor,
	type Floor,
	type Queue,
	type Waiting
} from './floor.ts';
import { aheadFrom, thresholdOf, type PlaceCounts } from './place.ts';

/** Who is next, and why: said to officers in words ("Lượt ưu tiên thứ 1 trong 2 · đã chờ 34 phút"). */
export interface Next {
	serviceId: string;
	waiting: Waiting;
	lane: Lane;
	why: 'kept-for-booth' | 'only-lane' | 'priority' | 'regular-turn' | 'waited-longer';
	/** Which priority call in a row this would be. */
	run: number;
}

/**
 * The next ticket of one queue. Priority goes first, but never more than `priorityRun` times in a row,
 * and never before a regular ticket that fell due more than `priorityHeadStartMs` earlier (ageing).
 */
export function nextOfQueue(floor: Floor, queue: Queue): Next | null {
	const regular = queue.lanes.regular.head;
	const priority = queue.lanes.priority.head;
	const { serviceId } = queue;
	if (!priority) {
		return regular
			? { serviceId, waiting: regular, lane: 'regular', why: 'only-lane', run: 0 }
			: null;
	}
	const run = queue.run + 1;
	if (!regular) return { serviceId, waiting: priority, lane: 'priority', why: 'only-lane', run };
	if (queue.run >= floor.rules.priorityRun) {
		return { serviceId, waiting: regular, lane: 'regular', why: 'regular-turn', run: 0 };
	}
	if (regular.rankAt < priority.rankAt - floor.rules.priorityHeadStartMs) {
		return { serviceId, waiting: regular, lane: 'regular', why: 'waited-longer', run: 0 };
	}
	return { serviceId, waiting: priority, lane: 'priority', why: 'priority', run };
}

/**
 * The next ticket for a booth: first what is kept for it, then, over its services, whoever is the most overdue:
 * time since their rank, a priority ticket's head start added. A paused service is left out.
 */
export function nextForBooth(floor: Floor, at: BoothFloor): Next | null {
	let best: Next | null = null;
	let bestRank = Infinity;
	for (const serviceId of at.booth.services) {
		const queue = floor.queues.get(serviceId);
		if (!queue || pauseOnService(floor, serviceId)) continue;
		const kept = queue.kept.get(at.booth.id)?.head;
		if (kept) {
			return { serviceId, waiting: kept, lane: 'regular', why: 'kept-for-booth', run: queue.run };
		}
		const next = nextOfQueue(floor, queue);
		if (!next) continue;
		const headStart = next.lane === 'priority' ? floor.rules.priorityHeadStartMs : 0;
		const rank = next.waiting.rankAt - headStart;
		if (rank < bestRank) {
			best = next;
			bestRank = rank;
		}
	}
	return best;
}

/** The next tickets of a queue in the order in which they would be called if nobody else came. */
export function upcoming(floor: Floor, queue: Queue, limit: number): Waiting[] {
	const { priorityRun, priorityHeadStartMs } = floor.rules;
	const order: Waiting[] = [];
	let run = queue.run;
	let r = 0;
	let p = 0;
	while (order.length < limit) {
		const regular = queue.lanes.regular.at(r);
		const priority = queue.lanes.priority.at(p);
		if (!regular && !priority) break;
		const takePriority =
			priority &&
			(!regular || (run < priorityRun && regular.rankAt >= priority.rankAt - priorityHeadStartMs));
		if (takePriority) {
			order.push(priority);
			p++;
			run++;
		} else {
			order.push(regular!);
			r++;
			run = 0;
		}
	}
	return order;
}

/**
 * How many tickets of the queue would be called before this one if nobody else came.
 * Counted from ranks in both lanes, so that it costs the same at 10 and at 10,000 waiting.
 */
export function ahead(floor: Floor, queue: Queue, waiting: Waiting, lane: Lane): number {
	return aheadFrom(placeCounts(floor, queue, waiting, lane));
}

/** What a ticket's place is reckoned from; a phone goes on with it from its queue's frames. */
export function placeCounts(floor: Floor, queue: Queue, waiting: Waiting, lane: Lane): PlaceCounts {
	const { priorityRun, priorityHeadStartMs } = floor.rules;
	const across = lane === 'regular' ? 'priority' : 'regular';
	return {
		lane,
		own: queue.lanes[lane].rank(waiting),
		other: queue.lanes[across].rank(thresholdOf(waiting, lane, priorityHeadStartMs)),
		regular: queue.lanes.regular.length,
		kept: keptLength(queue),
		run: queue.run,
		priorityRun
	};
}

/** How many tickets of a queue are kept for one booth or another, or leased to one: all count as ahead. */
export function keptLength(queue: Queue): number {
	let kept = queue.leased.length;
	for (const list of queue.kept.values()) kept += list.length;
	return kept;
}

/** Free seats of a booth, lowest first, as seat numbers from 1. */
export function freeSeats(at: BoothFloor): number[] {
	const free: number[] = [];
	for (let i = 0; i < at.booth.seats; i++) if (!at.seats[i]) free.push(i + 1);
	return free;
}

/** Whether a booth may call at all. */
export function mayCall(floor: Floor, at: BoothFloor): boolean {
	return (
		floor.status === 'open' &&
		!at.booth.withdrawn &&
		at.officers.length > 0 &&
		pauseOfBooth(floor, at.booth) === null
	);
}
