import type { Half } from './catalogue.ts';
import { pauseOfBooth, queueLength, type Floor } from './floor.ts';
import { CYCLE_BUCKET_MS, dayTally, percentile } from './tally.ts';
import { overHalves, type Pace } from './wait-range.ts';

/** As many measured turns as the prior is worth. */
const PRIOR_WEIGHT = 8;
/** From one citizen to the next: standing up, walking, sitting down. Its share is in the prior, not in the measure. */
const CHANGE_OVER_MS = 30_000;

/**
 * Pace of a service's queue: seats open now, and times measured today shrunk to the organiser's prior.
 * A forgotten finish cannot stall it: the middle of the histogram is used, not the mean.
 */
export function paceOf(floor: Floor, serviceId: string): Pace {
	const service = floor.services.get(serviceId);
	const prior = service?.typicalMs ?? 5 * 60_000;
	const cycles = dayTally(floor.tally, floor.day).cycles[serviceId];
	const measured = cycles?.reduce((sum, n) => sum + n, 0) ?? 0;
	const middle = percentile(cycles, 0.5, CYCLE_BUCKET_MS) ?? prior;
	const high = percentile(cycles, 0.84, CYCLE_BUCKET_MS) ?? prior * 1.5;
	const weigh = (own: number, given: number) =>
		(own * measured + given * PRIOR_WEIGHT) / (measured + PRIOR_WEIGHT);
	// Times are skewed to the right, so the mean lies above the middle by about half the squared spread.
	const spread = weigh(Math.max(0, high - middle), prior * 0.5);
	const centre = weigh(middle, prior);
	const cycle = centre * (1 + 0.5 * Math.min(1, spread / Math.max(1, centre)) ** 2);
	return {
		seats: seatsFor(floor, serviceId),
		cycleMs: Math.round(cycle + CHANGE_OVER_MS),
		spreadMs: Math.round(spread),
		measured
	};
}

/** Seats open now for a service; a booth of several services is shared by how many wait in each. */
export function seatsFor(floor: Floor, serviceId: string): number {
	let seats = 0;
	for (const at of floor.booths.values()) {
		const { booth } = at;
		if (booth.withdrawn || at.officers.length === 0 || !booth.services.includes(serviceId))
			continue;
		if (pauseOfBooth(floor, booth)) continue;
		if (booth.services.length === 1) {
			seats += booth.seats;
			continue;
		}
		const weight = (id: string) => {
			const queue = floor.queues.get(id);
			return (queue ? queueLength(queue) : 0) + 1;
		};
		const all = booth.services.reduce((sum, id) => sum + weight(id), 0);
		seats += (booth.seats * weight(serviceId)) / all;
	}
	return seats;
}

/** The middle of the expected wait for someone who joins the queue now; infinite when nobody serves it. */
export function expectedWaitMs(floor: Floor, serviceId: string): number {
	const pace = paceOf(floor, serviceId);
	if (pace.seats <= 0) return Infinity;
	const queue = floor.queues.get(serviceId);
	return ((queue ? queueLength(queue) : 0) * pace.cycleMs) / pace.seats;
}

/** Moves an instant on by a span of service time, stepping over the breaks of the field event's present day. */
export function overBreaks(floor: Floor, from: number, spanMs: number): number {
	return overHalves(halvesToday(floor), from, spanMs);
}

/** The halves of the field event's present day; none before the first is opened. */
export function halvesToday(floor: Floor): Half[] {
	return floor.rules.days[floor.day - 1]?.halves ?? [];
}
