import type { Half } from '../catalogue.ts';
import { drawCrowd, type Crowd } from './crowd.ts';
import { DayClock } from './day-clock.ts';
import { liveDay, type ServiceDay } from './live-day.ts';
import type { PlanQuestion } from './plan-question.ts';

/** What people will see in one half hour. Waits are in ms of service time: breaks are not in them. */
export interface SlotPlan {
	/** People who come to the queue, on an average day. */
	arrivals: number;
	/** Half of them wait less, nine in ten of them wait less; null when nobody is called. */
	medianMs: number | null;
	p90Ms: number | null;
	/** The longest queue, on a middling day. */
	queue: number;
}

/** What will become of one service. */
export interface ServicePlan {
	serviceId: string;
	booths: number;
	seats: number;
	/** People who come to it on an average day, and those of them who are never called. */
	people: number;
	unserved: number;
	/** In the order of the plan's half hours. */
	slots: SlotPlan[];
	/** Index of the half hour with the longest wait (90th percentile); null when nobody is called. */
	worst: number | null;
	/** The longest queue of a middling day, and the half hour in which it stands. */
	longest: { tickets: number; slot: number } | null;
	/** Who still waits when each half ends, on a middling day. */
	left: number[];
	/** When the last one is called on a middling day; null when nobody is. */
	lastCallAt: number | null;
}

/** The answer to a question, out of several days that differ by chance. */
export interface Plan {
	slots: Half[];
	services: ServicePlan[];
	/** How many days were lived through. */
	days: number;
}

/** Days enough for steady percentiles, few enough for an answer within seconds. */
const TICKETS_IN_ALL = 50_000;
const LEAST_DAYS = 5;
const MOST_DAYS = 60;
/** A half hour with fewer people than this on all days together says little, unless the busiest one has few as well. */
const ENOUGH_TURNS = 40;

/** The people of as many days as the question needs; the same for every number of booths that is tried. */
export function drawCrowds(question: PlanQuestion): Crowd[] {
	const wanted = Math.round(TICKETS_IN_ALL / Math.max(1, question.people));
	const days = Math.min(MOST_DAYS, Math.max(LEAST_DAYS, wanted));
	return Array.from({ length: days }, (_, i) => drawCrowd(question, question.seed * 1_000 + i));
}

/**
 * What waits people will see and when, what the longest queues are and what is left at closing, with this many booths.
 * The same question gives the same answer.
 * @param counts booths of each group, in the order of the question; its own unless told
 */
export function planHall(
	question: PlanQuestion,
	crowds: readonly Crowd[] = drawCrowds(question),
	counts: readonly number[] = question.booths.map(({ count }) => count)
): Plan {
	const { slots } = new DayClock(question.halves);
	const days = crowds.map((crowd) => liveDay(question, crowd, counts));
	return {
		slots,
		days: crowds.length,
		services: question.services.map(({ id }, i) => {
			const serving = question.booths.flatMap(({ services, seats }, g) =>
				services.includes(id) ? [{ booths: counts[g] ?? 0, seats: (counts[g] ?? 0) * seats }] : []
			);
			return {
				serviceId: id,
				booths: serving.reduce((sum, { booths }) => sum + booths, 0),
				seats: serving.reduce((sum, { seats }) => sum + seats, 0),
				...summed(
					days.map((day) => day[i]!),
					slots.length
				)
			};
		})
	};
}

function summed(days: readonly ServiceDay[], slotCount: number) {
	const turns: number[] = [];
	const slots = Array.from({ length: slotCount }, (_, s): SlotPlan => {
		const waits = Float64Array.from(days.flatMap((day) => day.waits[s]!)).sort();
		turns.push(waits.length);
		return {
			arrivals: waits.length / days.length,
			medianMs: percentileOf(waits, 0.5),
			p90Ms: percentileOf(waits, 0.9),
			queue: middleOf(days.map((day) => day.queue[s]!))
		};
	});
	const unserved = meanOf(days.map((day) => day.unserved));
	const halves = days[0]?.left.length ?? 0;
	return {
		people: slots.reduce((sum, { arrivals }) => sum + arrivals, 0) + unserved,
		unserved,
		slots,
		worst: worstOf(slots, turns),
		longest: longestOf(slots),
		left: Array.from({ length: halves }, (_, h) => middleOf(days.map((day) => day.left[h]!))),
		lastCallAt: lastCallOf(days)
	};
}

/** Half hours in which hardly anybody comes are left out. */
function worstOf(slots: readonly SlotPlan[], turns: readonly number[]): number | null {
	const least = Math.max(1, Math.min(ENOUGH_TURNS, Math.max(...turns) / 2));
	const asked = slots.map((_, s) => s).filter((s) => turns[s]! >= least);
	const first = asked[0];
	if (first === undefined) return null;
	return asked.reduce((worst, s) => (slots[s]!.p90Ms! > slots[worst]!.p90Ms! ? s : worst), first);
}

function longestOf(slots: readonly SlotPlan[]): { tickets: number; slot: number } | null {
	const tickets = Math.max(0, ...slots.map(({ queue }) => queue));
	if (tickets === 0) return null;
	return { tickets, slot: slots.findIndex(({ queue }) => queue === tickets) };
}

function lastCallOf(days: readonly ServiceDay[]): number | null {
	const calls = days.flatMap(({ lastCallAt }) => (lastCallAt === null ? [] : [lastCallAt]));
	return calls.length > 0 ? middleOf(calls) : null;
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function middleOf(values: readonly number[]): number {
	return percentileOf(Float64Array.from(values).sort(), 0.5) ?? 0;
}

/** The value that this share of all is at or below; null when there are none. */
function percentileOf(sorted: Float64Array, share: number): number | null {
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
