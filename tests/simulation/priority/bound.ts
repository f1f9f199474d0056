import type { QueuePlan, Waited } from './random-queue.ts';
import { live, planQueue, withoutPriority } from './random-queue.ts';

/*
 * What the priority lane may cost a regular ticket at most, by the rules (`queue-order.ts`): of two that wait for the
 * same service, at most `priorityRun` priority calls stand before each regular call, its own and those ahead of it; and
 * nobody overtakes it who fell due more than `priorityHeadStartMs` after it. So with A regular tickets ahead when it fell
 * due, and K priority tickets of its service that fall due within the head start after it:
 *
 *     overtaken by at most  min(priorityRun × (A + 1), K)
 *
 * At a booth of several services those of the other services may be called before it within the head start as well.
 */

/** How far one regular ticket was overtaken, and how far it could have been. */
export interface Overtaken {
	/** Priority tickets that fell due after it and were called before it. */
	by: number;
	bound: number;
	/** Of any service, called at a booth that could have called it, though due more than the head start after it. */
	tooLate: number;
	/** How much longer it waited than in the same hall without priority, ms; null where booths serve several services. */
	extraMs: number | null;
	/** How much longer it could have waited, ms: as long as the hall took for `bound` more calls. */
	boundMs: number | null;
}

/** Every regular ticket of one hall. */
export function overtaken(plan: QueuePlan): Overtaken[] {
	const waited = live(plan);
	// The first, second, … call of a day lasts as long in both halls, so with one service both call at the same instants.
	const plain = new Set(plan.booths.flat()).size === 1 ? live(withoutPriority(plan)) : null;
	const callTimes = waited.map(({ calledAt }) => calledAt).sort((a, b) => a - b);
	return waited.flatMap((ticket, i): Overtaken[] => {
		if (ticket.lane === 'priority') return [];
		const counted = countOvertaken(plan, waited, ticket);
		if (!plain) return [{ ...counted, extraMs: null, boundMs: null }];
		const before = plain[i]!;
		const latest = Math.min(before.call + counted.bound, callTimes.length - 1);
		const extraMs = ticket.calledAt - before.calledAt;
		return [{ ...counted, extraMs, boundMs: callTimes[latest]! - before.calledAt }];
	});
}

function countOvertaken(plan: QueuePlan, all: Waited[], ticket: Waited) {
	const { priorityRun, priorityHeadStartMs } = plan;
	const after = all.filter(({ lane, dueAt }) => lane === 'priority' && dueAt > ticket.dueAt);
	const own = after.filter(({ serviceId }) => serviceId === ticket.serviceId);
	const within = ({ dueAt }: Waited) => dueAt <= ticket.dueAt + priorityHeadStartMs;
	const instead = ({ call, boothServices }: Waited) =>
		call < ticket.call && boothServices.includes(ticket.serviceId);
	return {
		by: own.filter(({ call }) => call < ticket.call).length,
		bound: Math.min(priorityRun * (ticket.regularAhead + 1), own.filter(within).length),
		tooLate: after.filter((one) => instead(one) && !within(one)).length
	};
}

/** What came of many halls. */
export interface PriorityReport {
	halls: number;
	regular: number;
	/** Regular tickets that were overtaken by more than the bound, or waited longer for it. */
	broken: { seed: number; overtaken: Overtaken }[];
	/** Overtaken by the most, and the one that came nearest to its bound in time. */
	most: Overtaken;
	longest: Overtaken;
	/** Tickets overtaken by exactly as many as they may be: the bound could not be lower. */
	atBound: number;
}

const NOBODY: Overtaken = { by: 0, bound: 0, tooLate: 0, extraMs: 0, boundMs: 0 };

export function priorityOver(halls: number, from = 0): PriorityReport {
	const report: PriorityReport = {
		halls,
		regular: 0,
		broken: [],
		most: NOBODY,
		longest: NOBODY,
		atBound: 0
	};
	for (let seed = from; seed < from + halls; seed++) {
		for (const one of overtaken(planQueue(seed))) {
			report.regular++;
			const tooLong = one.extraMs !== null && one.extraMs > one.boundMs!;
			if (one.by > one.bound || one.tooLate > 0 || tooLong)
				report.broken.push({ seed, overtaken: one });
			if (one.by > 0 && one.by === one.bound) report.atBound++;
			if (one.by > report.most.by) report.most = one;
			if ((one.extraMs ?? 0) > report.longest.extraMs!) report.longest = one;
		}
	}
	return report;
}
