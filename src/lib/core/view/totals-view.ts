import type { Words } from '../catalogue.ts';
import type { Floor } from '../floor.ts';
import { countedOn, resultKey } from '../tally.ts';
import { perHour } from '../throughput.ts';
import {
	boothsOf,
	labelOf,
	queueViews,
	servicesOf,
	type BoothLabel,
	type QueueView
} from './hall-view.ts';

/** The four figures that are never mixed, and the visitors among the people; over all days and for today. */
export interface Figures {
	/** Lượt công dân: party sizes of tickets not cancelled, plus visitors counted at the gate. */
	people: number;
	/** Số phiếu: tickets not cancelled. */
	tickets: number;
	/** Lượt phục vụ: turns that reached a seat. */
	served: number;
	/** Kết quả: people counted by the outcome that each service counts. */
	results: number;
	/** Visitors without a number, part of `people`. */
	visitors: number;
}

export interface ServiceTotal {
	serviceId: string;
	name: Words;
	countedNoun: Words;
	unit: Words;
	counted: number;
	countedToday: number;
	target: number | null;
	eligible: number | null;
	/** Counted per level where the service has levels. */
	levels: { level: number; counted: number }[];
	/** Counted people in the last 60 minutes of hall time. */
	perHour: number;
	seats: number;
}

export interface BoothTotal {
	booth: BoothLabel;
	services: string[];
	seats: number;
	countedToday: number;
	/** Counted per working hour over the last 60 minutes; null with fewer than 20 working minutes. */
	perHour: number | null;
}

export interface TotalsState {
	status: Floor['status'];
	day: number;
	figures: Figures;
	today: Figures;
	services: ServiceTotal[];
	booths: BoothTotal[];
	queues: QueueView[];
}

export function figuresOf(floor: Floor, onlyDay?: number): Figures {
	const figures: Figures = { people: 0, tickets: 0, served: 0, results: 0, visitors: 0 };
	for (const [number, day] of floor.tally.days) {
		if (onlyDay !== undefined && number !== onlyDay) continue;
		figures.people += day.people - day.cancelledPeople + day.visitors;
		figures.tickets += day.tickets - day.cancelledTickets;
		figures.served += day.served;
		figures.visitors += day.visitors;
		for (const service of floor.services.values()) {
			figures.results += countedOn(day, service.id, service.counts);
		}
	}
	return figures;
}

export function serviceTotals(floor: Floor, at: number): ServiceTotal[] {
	const queues = new Map(queueViews(floor, at).map((queue) => [queue.serviceId, queue]));
	return servicesOf(floor).map((service) => {
		let counted = 0;
		const levels = new Map(service.levels.map((level) => [level, 0]));
		for (const day of floor.tally.days.values()) {
			counted += countedOn(day, service.id, service.counts);
			for (const [level, sum] of levels) {
				const here = day.results[service.id]?.[resultKey(service.counts, level)] ?? 0;
				levels.set(level, sum + here);
			}
		}
		const today = floor.tally.days.get(floor.day);
		return {
			serviceId: service.id,
			name: service.name,
			countedNoun: service.countedNoun,
			unit: service.unit,
			counted,
			countedToday: today ? countedOn(today, service.id, service.counts) : 0,
			target: service.target,
			eligible: service.eligible,
			levels: [...levels].map(([level, sum]) => ({ level, counted: sum })),
			perHour: lastHour(floor, service.id, at),
			seats: queues.get(service.id)?.pace.seats ?? 0
		};
	});
}

/** Counted people of a service in the last hour: from the curve's buckets, so a bucket's width is its precision. */
function lastHour(floor: Floor, serviceId: string, at: number): number {
	let sum = 0;
	for (const [start, bucket] of floor.tally.days.get(floor.day)?.curve ?? []) {
		if (start > at - 3_600_000 && start <= at) sum += bucket.counted[serviceId] ?? 0;
	}
	return sum;
}

export function boothTotals(floor: Floor, at: number): BoothTotal[] {
	const today = floor.tally.days.get(floor.day);
	return boothsOf(floor).map(({ booth }) => ({
		booth: labelOf(floor, booth.id)!,
		services: booth.services,
		seats: booth.seats,
		countedToday: Object.values(today?.booths.get(booth.id)?.counted ?? {}).reduce(
			(sum, n) => sum + n,
			0
		),
		perHour: perHour(floor, booth.id, at, 'last-hour')
	}));
}

/** The great counts for the hall: no failures, no officers, nobody called slow. */
export function totalsView(floor: Floor, at: number): TotalsState {
	return {
		status: floor.status,
		day: floor.day,
		figures: figuresOf(floor),
		today: figuresOf(floor, floor.day),
		services: serviceTotals(floor, at),
		booths: boothTotals(floor, at),
		queues: queueViews(floor, at)
	};
}
