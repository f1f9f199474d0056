import { usualArrivals } from '../usual-day.ts';
import type { Crowd } from './crowd.ts';
import { drawCrowds, planHall, type Plan } from './plan-hall.ts';
import { PLAN_BOUNDS, type BoothGroup, type PlanQuestion } from './plan-question.ts';

/** How many booths of one group are enough. */
export interface GroupNeed {
	/** Index of the group in the question. */
	group: number;
	/** The services whose waits it decides. */
	services: string[];
	now: number;
	/** The smallest number, the other groups having theirs; null when not even the most would do. */
	needed: number | null;
}

/** What brings every service's worst half hour under the target, all groups together. */
export interface BoothsNeeded {
	groups: GroupNeed[];
	/** The day with these booths. */
	plan: Plan;
	/** Whether every service is under the target then. */
	reached: boolean;
}

/** As often a group may get one booth more because another one changes its queue. */
const MOST_MENDED = 20;

/**
 * The smallest number of booths of each group with which nine in ten people wait less than the target in the worst half
 * hour of every service, and everybody is called. It is found by trying: what comes first on a journey first, because
 * more booths there send people on faster; then all together.
 * @param crowds the people of the days that are tried
 */
export function boothsNeeded(
	question: PlanQuestion,
	crowds: readonly Crowd[] = drawCrowds(question)
): BoothsNeeded {
	const { most } = PLAN_BOUNDS.booths;
	const counts = question.booths.map(({ count }) => count);
	const asked = new Set(crowds.flatMap(servicesOf));
	const groups = decidingGroups(question).map((group): GroupNeed => {
		const services = group.services.filter((id) => asked.has(id));
		return { ...group, services, needed: group.now };
	});
	for (const need of groups) {
		if (need.services.length === 0) continue;
		const there = withForerunners(question, need.services);
		const own = crowds.map((crowd) => onlyAt(crowd, there));
		const guess = Math.min(most, seatsAtRush(question, own, need.services, need.group));
		need.needed = smallest(guess, most, (count) => {
			counts[need.group] = count;
			return holds(question, planHall(question, own, counts), need.services);
		});
		counts[need.group] = need.needed ?? most;
	}
	let plan = planHall(question, crowds, counts);
	for (let mended = 0; mended < MOST_MENDED; mended++) {
		const short = groups.filter(
			({ needed, services }) => needed !== null && !holds(question, plan, services)
		);
		if (short.length === 0) break;
		for (const need of short) {
			need.needed = need.needed! < most ? need.needed! + 1 : null;
			counts[need.group] = need.needed ?? most;
		}
		plan = planHall(question, crowds, counts);
	}
	return { groups, plan, reached: holds(question, plan, [...asked]) };
}

function holds({ targetMs }: PlanQuestion, plan: Plan, services: readonly string[]): boolean {
	return plan.services
		.filter(({ serviceId }) => services.includes(serviceId))
		.every(({ unserved, worst, slots }) => {
			const p90Ms = worst === null ? 0 : slots[worst]!.p90Ms!;
			return unserved === 0 && p90Ms < targetMs;
		});
}

/**
 * The group of each service that is varied for it: the one that serves the least beside it, then the largest. What comes
 * first on a journey is first.
 */
function decidingGroups(question: PlanQuestion): Omit<GroupNeed, 'needed'>[] {
	const found = new Map<number, string[]>();
	for (const { id } of question.services) {
		let best = -1;
		question.booths.forEach((group, g) => {
			if (!group.services.includes(id)) return;
			if (best < 0 || isNearer(group, question.booths[best]!)) best = g;
		});
		if (best >= 0) found.set(best, [...(found.get(best) ?? []), id]);
	}
	const depth = (services: string[]) => withForerunners(question, services).size;
	return [...found]
		.map(([group, services]) => ({ group, services, now: question.booths[group]!.count }))
		.sort((a, b) => depth(a.services) - depth(b.services) || a.group - b.group);
}

function isNearer(a: BoothGroup, b: BoothGroup): boolean {
	if (a.services.length !== b.services.length) return a.services.length < b.services.length;
	return a.count > b.count;
}

/** These services, all that come before them, and all that share a booth with one of them. */
function withForerunners(question: PlanQuestion, services: readonly string[]): Set<string> {
	const found = new Set<string>();
	const open = [...services];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (found.has(id)) continue;
		found.add(id);
		open.push(...(question.services.find((service) => service.id === id)?.after ?? []));
		for (const group of question.booths) {
			if (group.count > 0 && group.services.includes(id)) open.push(...group.services);
		}
	}
	return found;
}

function servicesOf({ visitors }: Crowd): string[] {
	return [...new Set(visitors.flatMap(({ steps }) => steps.map(({ serviceId }) => serviceId)))];
}

/** The same people, as far as they come to these services. */
function onlyAt(crowd: Crowd, services: ReadonlySet<string>): Crowd {
	const visitors = crowd.visitors.flatMap((visitor) => {
		const steps = visitor.steps.filter(({ serviceId }) => services.has(serviceId));
		return steps.length === 0 ? [] : [{ ...visitor, steps }];
	});
	return { ...crowd, visitors };
}

/** About how many booths the work of the busiest half hour would keep busy: where the search begins. */
function seatsAtRush(
	question: PlanQuestion,
	crowds: readonly Crowd[],
	services: readonly string[],
	group: number
): number {
	const work = crowds
		.flatMap(({ visitors }) => visitors.flatMap(({ steps }) => steps))
		.filter(({ serviceId }) => services.includes(serviceId))
		.reduce((sum, { sittingMs }) => sum + sittingMs, 0);
	const rush = Math.max(
		...usualArrivals(question.halves).map(({ from, to, share }) => share / (to - from))
	);
	return Math.round((0.85 * rush * work) / crowds.length / question.booths[group]!.seats);
}

/** The smallest count that does, when more never do worse: looked for around `from`, in growing steps. Null when none does. */
function smallest(from: number, most: number, does: (count: number) => boolean): number | null {
	let enough = from;
	let short = from;
	let step = Math.max(1, from >> 4);
	if (does(from)) {
		for (;;) {
			short = enough - step;
			if (short < 0 || !does(short)) break;
			enough = short;
			step *= 2;
		}
		short = Math.max(-1, short);
	} else {
		for (;;) {
			if (short === most) return null;
			enough = Math.min(most, short + step);
			if (does(enough)) break;
			short = enough;
			step *= 2;
		}
	}
	while (enough - short > 1) {
		const middle = (enough + short) >> 1;
		if (does(middle)) enough = middle;
		else short = middle;
	}
	return enough;
}
