import type { Service } from './catalogue.ts';
import { middleWaitMs, type ShownPace } from './wait-range.ts';

/** A journey that a gate gives by one tap: ids of services in the order in which they are done. */
export type CommonJourney = readonly string[];

/**
 * The journeys of one tap, always in the same order, so that a hand finds them blind: each service alone in the
 * organiser's order, then each pair of which one prepares the other (`after` or `needs`).
 */
export function commonJourneys(services: readonly Service[]): CommonJourney[] {
	const offered = services.filter((service) => !service.withdrawn);
	const pairs = offered.flatMap((later) =>
		offered
			.filter((earlier) => prepares(earlier, later))
			.map((earlier): CommonJourney => [earlier.id, later.id])
	);
	return [...offered.map((service): CommonJourney => [service.id]), ...pairs];
}

function prepares(earlier: Service, later: Service): boolean {
	return [...later.after, ...later.needs].includes(earlier.id);
}

/** What the choice of a first step needs to know of a queue. */
interface Line {
	serviceId: string;
	waiting: number;
	/** Absent where it is not known: such a queue is taken for the longest. */
	pace?: ShownPace | undefined;
}

/**
 * The service at which a journey begins if its ticket is given now: of those that wait for no other one on the
 * journey, the one with the shortest expected wait, as the hall itself will choose. Null for an empty journey.
 */
export function beginsAt(
	journey: CommonJourney,
	services: readonly Service[],
	queues: readonly Line[]
): string | null {
	const own = services.filter((service) => journey.includes(service.id));
	const ready = own.filter((service) => !own.some((other) => prepares(other, service)));
	let best: string | null = null;
	let shortest = Infinity;
	for (const { id } of ready) {
		const line = queues.find((queue) => queue.serviceId === id);
		const wait = line?.pace ? middleWaitMs(line.pace, line.waiting) : Infinity;
		if (best === null || wait < shortest) {
			best = id;
			shortest = wait;
		}
	}
	return best;
}
