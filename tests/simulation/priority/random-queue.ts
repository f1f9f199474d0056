import type { Lane } from '#lib/core/catalogue.ts';
import { booth, catalogue, HALL_START, service, TestHall } from '#lib/core/hall.fixture.ts';
import { Chance } from '../../../src/demo/chance.ts';

const MINUTE = 60_000;
const SERVICES = ['level-2', 'activation'];

/** A hall drawn by chance: who comes when, for what and in which lane, and how long each sitting takes. */
export interface QueuePlan {
	priorityRun: number;
	priorityHeadStartMs: number;
	booths: string[][];
	arrivals: { at: number; serviceId: string; lane: Lane }[];
	/** How long the first, second, … call of the day keeps its seat, whoever was called. */
	sittingsMs: number[];
}

/** One citizen's way through it, with everything of the queue that could have held it up. */
export interface Waited {
	serviceId: string;
	lane: Lane;
	dueAt: number;
	calledAt: number;
	/** Which call of the day it was, from 0, and at which booth. */
	call: number;
	boothServices: string[];
	/** Regular tickets of the same service that waited when it fell due. */
	regularAhead: number;
}

/** Quiet and crowded halls; priority seldom, often, in busloads; rules from "never" to "an hour and four in a row". */
export function planQueue(seed: number): QueuePlan {
	const chance = new Chance(seed);
	const mixed = chance.is(0.4);
	const booths = Array.from({ length: chance.whole(1, 4) }, () =>
		mixed ? chance.pick([SERVICES, [SERVICES[0]!], [SERVICES[1]!]]) : [SERVICES[0]!]
	);
	const served = SERVICES.filter((id) => booths.some((services) => services.includes(id)));
	const share = chance.between(0, 0.7);
	const gapMs = (4 * MINUTE * chance.between(0.4, 1.3)) / booths.length;
	const arrivals: QueuePlan['arrivals'] = [];
	let at = HALL_START;
	const citizens = chance.whole(25, 90);
	while (arrivals.length < citizens) {
		at += Math.ceil(gapMs * -Math.log(1 - chance.next()));
		const bus = chance.is(0.05) ? chance.whole(5, 15) : 1;
		const together = chance.is(share) ? ('priority' as const) : ('regular' as const);
		for (let i = 0; i < bus; i++) {
			const lane = bus > 1 || chance.is(0.8) ? together : ('regular' as const);
			arrivals.push({ at: at + i, serviceId: chance.pick(served), lane });
		}
		at += bus;
	}
	return {
		priorityRun: chance.whole(0, 4),
		priorityHeadStartMs: chance.pick([0, 5, 20, 60]) * MINUTE,
		booths,
		arrivals,
		sittingsMs: arrivals.map(() => Math.ceil(chance.logNormal(4, 9) * MINUTE))
	};
}

/** The same people in a hall that knows no priority. */
export function withoutPriority(plan: QueuePlan): QueuePlan {
	const arrivals = plan.arrivals.map((arrival) => ({ ...arrival, lane: 'regular' as const }));
	return { ...plan, arrivals };
}

/**
 * Lives the plan on the real core: each press of the gate and of the booths is a wish. A booth calls whenever it has a
 * seat free and somebody waits.
 * @returns in the order of the arrivals
 */
export function live(plan: QueuePlan): Waited[] {
	const base = catalogue();
	const { priorityRun, priorityHeadStartMs } = plan;
	const hall = new TestHall({
		...base,
		services: SERVICES.map((id) => service(id)),
		booths: plan.booths.map((services, i) => booth(i + 1, services)),
		rules: { ...base.rules, priorityRun, priorityHeadStartMs }
	});
	const waited: Waited[] = [];
	const byTicket = new Map<string, Waited>();
	/** Who sits at each booth, and until when. */
	const seats = plan.booths.map(() => ({ ticketId: null as string | null, until: Infinity }));
	let calls = 0;
	let next = 0;
	while (calls < plan.arrivals.length) {
		const arrival = plan.arrivals[next];
		const free = seats.reduce((a, b) => (b.until < a.until ? b : a));
		if (arrival && arrival.at <= free.until) {
			hall.at = arrival.at;
			next++;
			const { serviceId, lane, at } = arrival;
			const regularAhead = hall.floor.queues.get(serviceId)!.lanes.regular.length;
			const mine: Waited = {
				serviceId,
				lane,
				dueAt: at,
				calledAt: 0,
				call: 0,
				regularAhead,
				boothServices: []
			};
			waited.push(mine);
			byTicket.set(hall.issue([serviceId], { lane }), mine);
		} else {
			hall.at = free.until;
			const ticketId = free.ticketId!;
			hall.finish(ticketId, byTicket.get(ticketId)!.serviceId);
			Object.assign(free, { ticketId: null, until: Infinity });
		}
		seats.forEach((seat, i) => {
			if (seat.ticketId !== null) return;
			const called = byTicket.get(hall.callNext(`b${i + 1}`));
			if (!called) return;
			const ticketId = [...hall.floor.booths.get(`b${i + 1}`)!.seats][0]!;
			const boothServices = plan.booths[i]!;
			Object.assign(called, { calledAt: hall.at, call: calls, boothServices });
			Object.assign(seat, { ticketId, until: hall.at + plan.sittingsMs[calls]! });
			calls++;
		});
	}
	return waited;
}
