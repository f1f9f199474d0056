import type { Rules, Words } from '../catalogue.ts';
import { pauseOfBooth, type Floor } from '../floor.ts';
import { CURVE_BUCKET_MS, percentile, WAIT_BUCKET_MS } from '../tally.ts';
import { perHour, workingMs } from '../throughput.ts';
import { boothsOf, noticeOf, noticesOf, servicesOf, type PauseNotice } from './hall-view.ts';
import { totalsView, type BoothTotal, type TotalsState } from './totals-view.ts';
import { waitingAt, waitingNow } from './waiting-curve.ts';

export interface BoothFigures extends BoothTotal {
	perHourToday: number | null;
	/** Null also for a helper who goes about, without a seat. */
	perSeatHour: number | null;
	workingMinutes: number;
	state: 'open' | 'paused' | 'closed';
	pause: PauseNotice | null;
	officers: number;
	occupied: number;
	failedToday: number;
	/** Against booths of the same service: the middle half is `normal`. Null where there is nothing to compare. */
	band: 'below' | 'normal' | 'above' | null;
	/** When it was last moved to other services, if it ever was. */
	movedAt: number | null;
}

export interface ReasonCount {
	reasonId: string;
	words: Words;
	nextStep: Words;
	total: number;
	byService: Record<string, number>;
}

/** How often a question before the number was answered with yes and with no, over all days: in tickets. */
export interface AnswerCount {
	serviceId: string;
	preCheck: string;
	question: Words;
	yes: number;
	no: number;
}

export interface ServiceWait {
	serviceId: string;
	/** Waits of those called today, in ms: the middle and the 90th percentile; null before the first call. */
	middleMs: number | null;
	p90Ms: number | null;
}

/** What happened in the five minutes from `at`, and how many waited at their end. */
export interface CurvePoint {
	at: number;
	/** The end of the five minutes, or now. */
	to: number;
	waiting: number;
	issued: number;
	called: number;
	ended: number;
	counted: number;
}

export interface LeaderState extends TotalsState {
	waiting: number;
	serving: number;
	missed: number;
	cancelled: number;
	outcomes: { serviceId: string; outcome: string; count: number }[];
	waits: ServiceWait[];
	reasons: ReasonCount[];
	/** Of questions that are asked now, and of those that were answered before they were switched off. */
	answers: AnswerCount[];
	curve: CurvePoint[];
	/** Pauses of today with their public wording, for the curve. */
	pauseLog: { words: Words; from: number; to: number | null; scope: string; id: string | null }[];
	pauses: PauseNotice[];
	boothFigures: BoothFigures[];
	/** All days with their halves: what the share of the time that has passed is reckoned from. */
	schedule: Rules['days'];
}

/** Totals, throughput, waits, curve and reasons: numbers only, for staff and leaders. */
export function leaderView(floor: Floor, at: number): LeaderState {
	const totals = totalsView(floor, at);
	const today = floor.tally.days.get(floor.day);
	const outcomes = new Map<string, number>();
	for (const [serviceId, results] of Object.entries(today?.results ?? {})) {
		for (const [key, count] of Object.entries(results)) {
			const outcome = `${serviceId} ${key.split('/')[0]}`;
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
		}
	}
	return {
		...totals,
		waiting: totals.queues.reduce((sum, queue) => sum + queue.waiting, 0),
		serving: boothsOf(floor).reduce((sum, b) => sum + b.seats.filter(Boolean).length, 0),
		missed: today?.missed ?? 0,
		cancelled: today?.cancelledTickets ?? 0,
		outcomes: [...outcomes].map(([key, count]) => {
			const [serviceId, outcome] = key.split(' ') as [string, string];
			return { serviceId, outcome, count };
		}),
		waits: serviceWaits(floor),
		reasons: reasonCounts(floor),
		answers: answerCounts(floor),
		curve: curveOf(floor, at),
		pauseLog: pauseLog(floor),
		pauses: noticesOf(floor),
		boothFigures: boothFigures(floor, at, totals.booths),
		schedule: floor.rules.days
	};
}

/** Waits of today from due to call, per service. */
export function serviceWaits(floor: Floor): ServiceWait[] {
	const today = floor.tally.days.get(floor.day);
	return servicesOf(floor).map(({ id }) => ({
		serviceId: id,
		middleMs: percentile(today?.waits[id], 0.5, WAIT_BUCKET_MS),
		p90Ms: percentile(today?.waits[id], 0.9, WAIT_BUCKET_MS)
	}));
}

function curveOf(floor: Floor, at: number): CurvePoint[] {
	const buckets = [...(floor.tally.days.get(floor.day)?.curve ?? [])].sort(([a], [b]) => a - b);
	const ends = buckets.map(([start]) => Math.min(start + CURVE_BUCKET_MS, Math.max(at, start)));
	const waiting = waitingAt(floor, ends);
	return buckets.map(([start, bucket], i) => ({
		at: start,
		to: ends[i]!,
		waiting: i === buckets.length - 1 ? waitingNow(floor) : waiting[i]!,
		issued: bucket.issued,
		called: bucket.called,
		ended: bucket.ended,
		counted: Object.values(bucket.counted).reduce((sum, n) => sum + n, 0)
	}));
}

/** The day whose halves hold an instant, so that the pauses of other days stay off today's curve. */
function pauseLog(floor: Floor): LeaderState['pauseLog'] {
	const halves = floor.rules.days[floor.day - 1]?.halves ?? [];
	const from = (halves[0]?.from ?? 0) - 6 * 3_600_000;
	return floor.pauses
		.filter((pause) => pause.since >= from)
		.map((pause) => ({
			words: floor.reasons.get(pause.reasonId)?.public ?? { vi: '', en: '' },
			from: pause.since,
			to: pause.until,
			scope: pause.scope,
			id: pause.id
		}));
}

/** Reasons for failure over all days, the commonest first. */
export function reasonCounts(floor: Floor): ReasonCount[] {
	const sums = new Map<string, Record<string, number>>();
	for (const day of floor.tally.days.values()) {
		for (const [reasonId, byService] of Object.entries(day.reasons)) {
			const sum = sums.get(reasonId) ?? {};
			for (const [serviceId, n] of Object.entries(byService))
				sum[serviceId] = (sum[serviceId] ?? 0) + n;
			sums.set(reasonId, sum);
		}
	}
	return [...sums]
		.map(([reasonId, byService]) => {
			const reason = floor.reasons.get(reasonId);
			const none = { vi: '', en: '' };
			return {
				reasonId,
				words: reason?.internal ?? none,
				nextStep: reason?.nextStep ?? none,
				total: Object.values(byService).reduce((sum, n) => sum + n, 0),
				byService
			};
		})
		.filter((reason) => reason.total > 0)
		.sort((a, b) => b.total - a.total || (a.reasonId < b.reasonId ? -1 : 1));
}

function answerCounts(floor: Floor): AnswerCount[] {
	const days = [...floor.tally.days.values()];
	return servicesOf(floor).flatMap((service) =>
		service.preChecks.flatMap(({ id, question }) => {
			const sum = (answer: 'yes' | 'no') =>
				days.reduce((n, day) => n + (day.answers[service.id]?.[`${id}/${answer}`] ?? 0), 0);
			const counts = { yes: sum('yes'), no: sum('no') };
			if (!service.asksPreChecks && counts.yes + counts.no === 0) return [];
			return [{ serviceId: service.id, preCheck: id, question, ...counts }];
		})
	);
}

function boothFigures(floor: Floor, at: number, totals: BoothTotal[]): BoothFigures[] {
	const figures = totals.map((total): BoothFigures => {
		const on = floor.booths.get(total.booth.id)!;
		const pause = pauseOfBooth(floor, on.booth);
		const today = floor.tally.days.get(floor.day)?.booths.get(total.booth.id);
		const dayStart = (floor.rules.days[floor.day - 1]?.halves[0]?.from ?? 0) - 6 * 3_600_000;
		return {
			...total,
			perHourToday: perHour(floor, total.booth.id, at, 'today'),
			perSeatHour: total.perHour === null || total.seats === 0 ? null : total.perHour / total.seats,
			workingMinutes: Math.round(workingMs(floor, on.working, dayStart, at) / 60_000),
			state: on.officers.length === 0 ? 'closed' : pause ? 'paused' : 'open',
			pause: pause && noticeOf(floor, pause),
			officers: on.officers.length,
			occupied: on.seats.filter(Boolean).length,
			failedToday: today?.failed ?? 0,
			band: null,
			movedAt: on.assignments.length > 1 ? on.assignments[on.assignments.length - 1]!.from : null
		};
	});
	const peers = new Map<string, BoothFigures[]>();
	for (const figure of figures) {
		const key = figure.services.join();
		peers.set(key, [...(peers.get(key) ?? []), figure]);
	}
	for (const group of peers.values()) compare(group);
	return figures;
}

/** Booths are compared only within one service, per seat: the middle half is normal. */
function compare(group: BoothFigures[]): void {
	const rates = group.flatMap((f) => f.perSeatHour ?? []).sort((a, b) => a - b);
	if (rates.length < 4) return;
	const low = rates[Math.floor((rates.length - 1) * 0.25)]!;
	const high = rates[Math.ceil((rates.length - 1) * 0.75)]!;
	for (const figure of group) {
		if (figure.perSeatHour === null) continue;
		figure.band =
			figure.perSeatHour < low ? 'below' : figure.perSeatHour > high ? 'above' : 'normal';
	}
}
