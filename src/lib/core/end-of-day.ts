import type { Floor } from './floor.ts';
import { halvesToday } from './forecast.ts';
import { lookAhead, type Ahead } from './look-ahead.ts';
import { countedOn, dayTally } from './tally.ts';

/** Where a service is likely to stand when today's last half ends. People, but `left` in tickets. */
export interface EndOfDay {
	serviceId: string;
	/** Counted today up to now. */
	counted: number;
	/** Counted today by the end: the 20th and the 90th percentile. */
	likely: { from: number; to: number };
	/** Tickets that will not have been called by then. */
	left: { from: number; to: number };
	/** What today must bring, so that the target is reached in equal steps per hour; null without a target. */
	goal: number | null;
	/** Counted per hour of service so far; null in the first quarter of an hour. */
	perHour: number | null;
	/** What the rest of the day must bring per hour to reach the goal: 0 when it is reached, null without one or when the day is over. */
	neededPerHour: number | null;
}

const HOUR_MS = 3_600_000;
/** A rate over less than this says nothing. */
const LEAST_MS = HOUR_MS / 4;
/** How far the people still to come, and the pace of booths, are likely to be off [fitted to simulated days]. */
const CROWD_SPREAD = 0.16;
const SPEED_SPREAD = 0.05;
const LOW = 0.84;
const HIGH = 1.28;
/** Share of people served who are counted, until the day has shown it, and how many people that is worth. */
const PRIOR_SUCCESS = 0.9;
const PRIOR_PEOPLE = 20;

/**
 * Pace and end of the day of one service: what today's counts, the people still to come on a usual day and the hours
 * left, breaks stepped over, are likely to bring. Null before the first ticket of the day, and without a service or hours.
 */
export function endOfDay(floor: Floor, serviceId: string, at: number): EndOfDay | null {
	return endsOfDay(floor, at).find((end) => end.serviceId === serviceId) ?? null;
}

/** The same for all services that are not withdrawn: it lets the rest of the day happen twice (see `lookAhead`). */
export function endsOfDay(floor: Floor, at: number): EndOfDay[] {
	const halves = halvesToday(floor);
	const today = dayTally(floor.tally, floor.day);
	if (halves.length === 0 || today.tickets === 0) return [];
	const crowd = CROWD_SPREAD + 1 / Math.sqrt(today.tickets);
	const ask = (deviation: number) =>
		lookAhead(floor, at, { crowd: 1 + deviation * crowd, speed: 1 + deviation * SPEED_SPREAD });
	const low = ask(-LOW);
	const high = ask(HIGH);
	return [...low].map(([id, ahead]) => endOf(floor, at, id, ahead, high.get(id) ?? ahead));
}

function endOf(floor: Floor, at: number, serviceId: string, low: Ahead, high: Ahead): EndOfDay {
	const halves = halvesToday(floor);
	const today = dayTally(floor.tally, floor.day);
	const counted = countedOn(today, serviceId, floor.services.get(serviceId)!.counts);
	const served = Object.values(today.results[serviceId] ?? {}).reduce((sum, n) => sum + n, 0);
	const success = (counted + PRIOR_SUCCESS * PRIOR_PEOPLE) / (served + PRIOR_PEOPLE);
	// Of those who are called in vain about half do not come back: whom `lookAhead` counts on.
	const lost = today.missed / Math.max(1, today.missed + today.served) / 2;
	const likely = (ended: number) => Math.round(counted + ended * success * (1 - lost));
	const passed = serviceMs(halves, -Infinity, at);
	const still = serviceMs(halves, at, Infinity);
	const goal = goalOf(floor, serviceId, passed + still);
	const missing = goal === null ? null : Math.max(0, goal - counted);
	return {
		serviceId,
		counted,
		likely: { from: likely(low.ended), to: likely(high.ended) },
		left: { from: Math.min(low.left, high.left), to: Math.max(low.left, high.left) },
		goal,
		perHour: passed < LEAST_MS ? null : (counted * HOUR_MS) / passed,
		neededPerHour: missing === null || still <= 0 ? null : (missing * HOUR_MS) / still
	};
}

/** Today's part of what the target still asked for this morning, by hours of service of today and of the days to come. */
function goalOf(floor: Floor, serviceId: string, todayMs: number): number | null {
	const service = floor.services.get(serviceId);
	if (!service || service.target === null) return null;
	let before = 0;
	for (const [day, tally] of floor.tally.days) {
		if (day < floor.day) before += countedOn(tally, serviceId, service.counts);
	}
	const later = floor.rules.days
		.slice(floor.day)
		.reduce((sum, { halves }) => sum + serviceMs(halves, -Infinity, Infinity), 0);
	return Math.ceil((Math.max(0, service.target - before) * todayMs) / (todayMs + later));
}

/** Hours of service between two instants, in ms. */
function serviceMs(
	halves: readonly { from: number; to: number }[],
	from: number,
	to: number
): number {
	return halves.reduce(
		(sum, half) => sum + Math.max(0, Math.min(half.to, to) - Math.max(half.from, from)),
		0
	);
}
