import type { Lane, Outcome } from './catalogue.ts';
import type { Result } from './fact.ts';
import type { PreCheckAnswer } from './pre-check.ts';
import type { Ticket } from './ticket.ts';

/**
 * The counts of the hall, kept beside the tickets so that a board never counts 20,000 of them.
 * Four figures that are never mixed: people, tickets, turns served, results (plus visitors without a number).
 * All are sums over applied facts, so an undo is the same sum with the other sign.
 */

/** Counts per bucket; index × width = lower bound. */
export type Histogram = number[];
export const WAIT_BUCKET_MS = 30_000;
export const WAIT_BUCKETS = 480;
export const CYCLE_BUCKET_MS = 15_000;
export const CYCLE_BUCKETS = 240;
export const CURVE_BUCKET_MS = 5 * 60_000;
export const MINUTE_MS = 60_000;

export interface CurveBucket {
	issued: number;
	called: number;
	ended: number;
	/** Counted people per service. */
	counted: Record<string, number>;
}

export interface BoothTally {
	/** Counted people (the outcome that the service counts), per service. */
	counted: Record<string, number>;
	/** The same per minute of hall time (index = floor(ms / 60,000)). */
	minutes: Map<number, number>;
	turns: number;
	failed: number;
}

export interface DayTally {
	tickets: number;
	people: number;
	visitors: number;
	cancelledTickets: number;
	cancelledPeople: number;
	/** Asked to come another time, because they could not be served in time. */
	putOffTickets: number;
	putOffPeople: number;
	/** Turns that reached `serving` and no applied undo names. */
	served: number;
	missed: number;
	byLane: Record<Lane, number>;
	/** Results per service and `outcome/level` (level 0 = none), in people. */
	results: Record<string, Record<string, number>>;
	/** Failures per reason and service, in people. */
	reasons: Record<string, Record<string, number>>;
	/** Answers before numbers given and not cancelled, per service and `question/answer`: in tickets. */
	answers: Record<string, Record<string, number>>;
	/** People who hold a number for a service: of tickets not cancelled, steps dropped left out. */
	given: Record<string, number>;
	/** Wait from due to call, per service. */
	waits: Record<string, Histogram>;
	/** Time that a seat was occupied, from call to end, per service. */
	cycles: Record<string, Histogram>;
	curve: Map<number, CurveBucket>;
	booths: Map<string, BoothTally>;
}

export interface Tally {
	days: Map<number, DayTally>;
}

export function emptyTally(): Tally {
	return { days: new Map() };
}

export function dayTally(tally: Tally, day: number): DayTally {
	let found = tally.days.get(day);
	if (!found) {
		found = {
			tickets: 0,
			people: 0,
			visitors: 0,
			cancelledTickets: 0,
			cancelledPeople: 0,
			putOffTickets: 0,
			putOffPeople: 0,
			served: 0,
			missed: 0,
			byLane: { regular: 0, priority: 0 },
			results: {},
			reasons: {},
			answers: {},
			given: {},
			waits: {},
			cycles: {},
			curve: new Map(),
			booths: new Map()
		};
		tally.days.set(day, found);
	}
	return found;
}

export function boothTally(day: DayTally, boothId: string): BoothTally {
	let found = day.booths.get(boothId);
	if (!found) {
		found = { counted: {}, minutes: new Map(), turns: 0, failed: 0 };
		day.booths.set(boothId, found);
	}
	return found;
}

export function curveBucket(day: DayTally, at: number): CurveBucket {
	const start = Math.floor(at / CURVE_BUCKET_MS) * CURVE_BUCKET_MS;
	let found = day.curve.get(start);
	if (!found) {
		found = { issued: 0, called: 0, ended: 0, counted: {} };
		day.curve.set(start, found);
	}
	return found;
}

export function resultKey(outcome: Outcome, level: number | null): string {
	return `${outcome}/${level ?? 0}`;
}

function add(counts: Record<string, number>, key: string, by: number): void {
	const sum = (counts[key] ?? 0) + by;
	if (sum === 0) delete counts[key];
	else counts[key] = sum;
}

/** Counts a ticket as put off (sign 1), or no more (sign −1), on its own day. */
export function tallyPutOff(
	tally: Tally,
	ticket: Pick<Ticket, 'day' | 'party'>,
	sign: 1 | -1
): void {
	const day = dayTally(tally, ticket.day);
	day.putOffTickets += sign;
	day.putOffPeople += sign * ticket.party;
}

/** Adds (sign 1) or takes back (sign −1) the results of one operation. */
export function tallyResults(
	tally: Tally,
	recorded: { day: number; at: number; boothId: string; results: Result[] },
	counts: (serviceId: string) => Outcome | undefined,
	sign: 1 | -1
): void {
	const day = dayTally(tally, recorded.day);
	const booth = boothTally(day, recorded.boothId);
	for (const result of recorded.results) {
		const by = sign * result.count;
		add((day.results[result.serviceId] ??= {}), resultKey(result.outcome, result.level), by);
		if (result.outcome === 'failed') {
			booth.failed += by;
			if (result.reasonId) add((day.reasons[result.reasonId] ??= {}), result.serviceId, by);
		}
		if (counts(result.serviceId) !== result.outcome) continue;
		add(booth.counted, result.serviceId, by);
		add(curveBucket(day, recorded.at).counted, result.serviceId, by);
		const minute = Math.floor(recorded.at / MINUTE_MS);
		const sum = (booth.minutes.get(minute) ?? 0) + by;
		if (sum === 0) booth.minutes.delete(minute);
		else booth.minutes.set(minute, sum);
	}
}

/** Adds (sign 1) or takes back (sign −1) what was answered before one number was given. */
export function tallyAnswers(
	day: DayTally,
	answers: readonly PreCheckAnswer[],
	sign: 1 | -1
): void {
	for (const { serviceId, preCheck, answer } of answers) {
		add((day.answers[serviceId] ??= {}), `${preCheck}/${answer}`, sign);
	}
}

/** For how many people each step of a ticket holds a number, in the order of the steps; who stayed behind holds it already. */
export function peopleGiven(ticket: Ticket): number[] {
	const counts = !ticket.blank && !ticket.cancelled;
	return ticket.steps.map(({ closed, staysAt, people }) =>
		counts && closed !== 'dropped' && staysAt === null ? people : 0
	);
}

/** Counts what changed in `peopleGiven` since it was asked; `before` is empty for a ticket that is new. */
export function tallyGiven(day: DayTally, ticket: Ticket, before: readonly number[]): void {
	peopleGiven(ticket).forEach((people, no) => {
		const by = people - (before[no] ?? 0);
		if (by !== 0) add(day.given, ticket.steps[no]!.serviceId, by);
	});
}

export function tallyInto(
	histograms: Record<string, Histogram>,
	key: string,
	ms: number,
	width: number,
	buckets: number
): void {
	const histogram = (histograms[key] ??= []);
	const index = Math.min(buckets - 1, Math.max(0, Math.floor(ms / width)));
	while (histogram.length <= index) histogram.push(0);
	histogram[index]!++;
}

/** People counted towards a service's target on one day, over all levels. */
export function countedOn(day: DayTally, serviceId: string, outcome: Outcome): number {
	let sum = 0;
	for (const [key, count] of Object.entries(day.results[serviceId] ?? {})) {
		if (key.startsWith(`${outcome}/`)) sum += count;
	}
	return sum;
}

/** The value (ms) below which a share of the histogram lies; null when it is empty. */
export function percentile(
	histogram: Histogram | undefined,
	share: number,
	width: number
): number | null {
	const total = histogram?.reduce((sum, n) => sum + n, 0) ?? 0;
	if (!histogram || total === 0) return null;
	let left = share * total;
	for (let i = 0; i < histogram.length; i++) {
		const here = histogram[i]!;
		if (here > 0 && left <= here) return (i + left / here) * width;
		left -= here;
	}
	return histogram.length * width;
}
