import type { Half, Lane } from '../catalogue.ts';
import { usualArrivals } from '../usual-day.ts';
import { Chance } from './chance.ts';
import type { PlanQuestion } from './plan-question.ts';

/** Somebody who comes on a day that might be: everything about them is settled before the day begins. */
export interface Visitor {
	arrivesAt: number;
	lane: Lane;
	steps: PlannedStep[];
}

/** One service that a visitor comes for. */
export interface PlannedStep {
	serviceId: string;
	/** How long the sitting takes, without the officer's own speed, in ms. */
	sittingMs: number;
	/** What comes of the call: served, called in vain and served after all, or gone home. */
	call: 'comes' | 'late' | 'gone';
}

/** The people of one day and how fast its services go. */
export interface Crowd {
	seed: number;
	/** In the order in which they come. */
	visitors: Visitor[];
	/** By service: above 1 is slower than usual. */
	slowness: Map<string, number>;
}

/** Standard deviation of a sitting by its mean; the forecast begins with the same. */
const SITTING_SPREAD = 0.5;
/** How many more or fewer come than expected, how much busier or calmer a half hour is than usual [assumed]. */
const CROWD_SPREAD = 0.07;
const HALF_HOUR_SPREAD = 0.15;
/** How much slower or faster a service goes on a day. */
const DAY_SPREAD = 0.07;
/** Called in vain at first [assumed]; half of them come back. */
const MISSED = 0.04;
const COMES_BACK = 0.5;

/** The people of one day. The same question and seed give the same people, whatever the booths are. */
export function drawCrowd(question: PlanQuestion, seed: number): Crowd {
	const day = new Chance(seed, 0);
	const slowness = new Map(question.services.map(({ id }) => [id, around(day, DAY_SPREAD)]));
	const curve = usualArrivals(question.halves).map(
		(part) => [part, part.share * around(day, HALF_HOUR_SPREAD)] as const
	);
	const means = new Map(question.services.map(({ id, meanMs }) => [id, meanMs]));
	const mix = question.journeys
		.filter(({ share, services }) => share > 0 && services.some((id) => means.has(id)))
		.map(({ services, share }) => [services.filter((id) => means.has(id)), share] as const);
	const visitors: Visitor[] = [];
	if (curve.length === 0 || mix.length === 0) return { seed, visitors, slowness };
	const people = Math.round(question.people * around(day, CROWD_SPREAD));
	for (let i = 0; i < people; i++) {
		const own = new Chance(seed, i + 1);
		const half: Half = own.weighed(curve);
		const arrivesAt = Math.round(own.between(half.from, half.to));
		const lane = own.is(question.priorityShare) ? 'priority' : 'regular';
		const steps = own.weighed(mix).map((serviceId): PlannedStep => {
			const sittingMs = means.get(serviceId)! * around(own, SITTING_SPREAD);
			const missed = own.is(MISSED);
			const back = own.is(COMES_BACK);
			return { serviceId, sittingMs, call: !missed ? 'comes' : back ? 'late' : 'gone' };
		});
		visitors.push({ arrivesAt, lane, steps });
	}
	visitors.sort((a, b) => a.arrivesAt - b.arrivesAt);
	return { seed, visitors, slowness };
}

/** A log-normal draw with a mean of 1 and this standard deviation. */
export function around(chance: Chance, spread: number): number {
	const sigma = Math.sqrt(Math.log(1 + spread ** 2));
	return Math.exp(sigma * chance.normal() - sigma ** 2 / 2);
}
