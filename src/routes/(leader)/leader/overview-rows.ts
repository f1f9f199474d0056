import type { EndOfDay } from '#lib/core/end-of-day.ts';
import type { Words } from '#lib/core/catalogue.ts';
import type { GlanceState } from '#lib/core/view/glance-view.ts';
import type { VenueDay } from '#lib/server/leader/venue-days.ts';
import type { Venue } from '#lib/server/leader/venues.ts';

/*
 * Several field events side by side, and their sums: pure, from what their rooms say now (open ones) and from what was
 * counted of their days (those that have closed). Words stay apart: people, tickets, turns and results are never added.
 */

/** One service at one venue, or over all of them. People. */
export interface ServiceRow {
	serviceId: string;
	name: Words;
	countedNoun: Words;
	counted: number;
	/** Counted where a target was given, and the sum of the targets; null where none was. */
	against: { counted: number; target: number } | null;
	eligible: { counted: number; eligible: number } | null;
	today: number | null;
	/** In the last 60 minutes. */
	perHour: number | null;
	/** By the end of the day, all days together: the 20th and the 90th percentile. */
	likely: { from: number; to: number } | null;
	middleMs: number | null;
	p90Ms: number | null;
}

export interface VenueRow {
	id: number;
	name: string;
	place: string;
	status: Venue['status'];
	people: number;
	tickets: number;
	served: number;
	results: number;
	/** Null for a venue that has closed: nobody waits, no booth is open. */
	now: { waiting: number; serving: number; booths: GlanceState['booths'] } | null;
	services: ServiceRow[];
}

/** A venue's row: live where its room speaks, else from its days. */
export function venueRow(
	venue: Venue,
	days: readonly VenueDay[],
	live: GlanceState | null,
	ends: readonly EndOfDay[] = []
): VenueRow {
	const own = days.filter(({ fieldEventId }) => fieldEventId === venue.id);
	const sum = (key: 'people' | 'tickets' | 'served' | 'results') =>
		live ? live.figures[key] : own.reduce((all, day) => all + day[key], 0);
	const { id, name, place } = venue;
	return {
		id,
		name,
		place,
		status: live?.status ?? venue.status,
		people: sum('people'),
		tickets: sum('tickets'),
		served: sum('served'),
		results: sum('results'),
		now: live && { waiting: live.waiting, serving: live.serving, booths: live.booths },
		services: live
			? live.services.map((service) => liveService(service, live, ends))
			: venue.services.map((service) => {
					const counted = own.reduce(
						(all, day) => all + (day.byService[service.serviceId] ?? 0),
						0
					);
					return { ...named(service, counted), ...NOTHING_NOW };
				})
	};
}

const NOTHING_NOW = { today: null, perHour: null, likely: null, middleMs: null, p90Ms: null };

function named(service: Omit<Venue['services'][number], 'unit'>, counted: number) {
	const { serviceId, name, countedNoun, target, eligible } = service;
	return {
		serviceId,
		name,
		countedNoun,
		counted,
		against: target ? { counted, target } : null,
		eligible: eligible ? { counted, eligible } : null
	};
}

function liveService(
	service: GlanceState['services'][number],
	live: GlanceState,
	ends: readonly EndOfDay[]
): ServiceRow {
	const { serviceId, counted, countedToday } = service;
	const wait = live.waits.find((one) => one.serviceId === serviceId);
	const end = ends.find((one) => one.serviceId === serviceId);
	const before = counted - countedToday;
	return {
		...named(service, counted),
		today: countedToday,
		perHour: service.perHour,
		likely: end ? { from: before + end.likely.from, to: before + end.likely.to } : null,
		middleMs: wait?.middleMs ?? null,
		p90Ms: wait?.p90Ms ?? null
	};
}

/** All venues together, by service: a share only of the venues that were given a target; waits are not added up. */
export function sumsOver(rows: readonly VenueRow[]): ServiceRow[] {
	const sums = new Map<string, ServiceRow>();
	for (const service of rows.flatMap((row) => row.services)) {
		const sum = sums.get(service.serviceId);
		sums.set(
			service.serviceId,
			sum ? both(sum, service) : { ...service, middleMs: null, p90Ms: null }
		);
	}
	return [...sums.values()];
}

function both(a: ServiceRow, b: ServiceRow): ServiceRow {
	const add = (x: number | null, y: number | null) =>
		x === null && y === null ? null : (x ?? 0) + (y ?? 0);
	return {
		...a,
		counted: a.counted + b.counted,
		against:
			a.against && b.against
				? {
						counted: a.against.counted + b.against.counted,
						target: a.against.target + b.against.target
					}
				: (a.against ?? b.against),
		eligible:
			a.eligible && b.eligible
				? {
						counted: a.eligible.counted + b.eligible.counted,
						eligible: a.eligible.eligible + b.eligible.eligible
					}
				: (a.eligible ?? b.eligible),
		today: add(a.today, b.today),
		perHour: add(a.perHour, b.perHour),
		// A venue that has closed brings what it has; an open one without a forecast leaves the sum unknown.
		likely: likelyOf(a, b)
	};
}

function likelyOf(a: ServiceRow, b: ServiceRow): ServiceRow['likely'] {
	const of = (row: ServiceRow) =>
		row.likely ?? (row.today === null ? { from: row.counted, to: row.counted } : null);
	const [x, y] = [of(a), of(b)];
	if (a.likely === null && b.likely === null) return null;
	return x && y && { from: x.from + y.from, to: x.to + y.to };
}

/** What venues and days are compared by: one of the four figures, or what a service counted. */
export type Measure = 'results' | 'people' | 'tickets' | `service:${string}`;

export function measureOf(text: string | null, services: readonly ServiceRow[]): Measure {
	if (text === 'people' || text === 'tickets') return text;
	const service = services.find(({ serviceId }) => text === `service:${serviceId}`);
	return service ? `service:${service.serviceId}` : 'results';
}

export function measured(day: VenueDay, measure: Measure): number {
	if (measure === 'results' || measure === 'people' || measure === 'tickets') return day[measure];
	return day.byService[measure.slice('service:'.length)] ?? 0;
}

/** Days by their date, oldest first, each with what every venue brought on it; days without hours have none. */
export function byDate(
	days: readonly VenueDay[],
	measure: Measure,
	dateOf: (ms: number) => string
): { date: string; total: number; venues: Map<number, number> }[] {
	const dates = new Map<string, { from: number; venues: Map<number, number> }>();
	for (const day of days) {
		if (day.from === null) continue;
		const date = dateOf(day.from);
		const found = dates.get(date) ?? { from: day.from, venues: new Map<number, number>() };
		const before = found.venues.get(day.fieldEventId) ?? 0;
		found.venues.set(day.fieldEventId, before + measured(day, measure));
		dates.set(date, found);
	}
	return [...dates]
		.sort(([, a], [, b]) => a.from - b.from)
		.map(([date, { venues }]) => ({
			date,
			total: [...venues.values()].reduce((sum, n) => sum + n, 0),
			venues
		}));
}
