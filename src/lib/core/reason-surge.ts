import type { WarningThresholds } from './catalogue.ts';
import type { Floor } from './floor.ts';

/** A reason that keeps coming up: far more often in the last while than it usually does. */
export interface ReasonSurge {
	kind: 'reason-surge';
	reasonId: string;
	/** Where it came up, the most often first. */
	services: string[];
	/** In people: how often in the span, and of how many results of these services. */
	count: number;
	attempts: number;
	/** The same before the span. */
	usualCount: number;
	usualAttempts: number;
	/** Organisations whose booths recorded it, where they have one. */
	units: string[];
}

/** The span that is held against all that was before it. */
export const SURGE_WITHIN_MS = 20 * 60_000;
/** Of fewer results than these nothing is usual yet [assumed]. */
export const LEAST_BEFORE = 30;

/** A reason of a smaller share of the results than this keeps nobody from being served, however rare it was [assumed]. */
const LEAST_SHARE = 0.05;

interface Rate {
	count: number;
	attempts: number;
}

/**
 * Whether a reason's share of the results now is a surge against its usual share, which counts one standard deviation
 * and one case more than were seen. Never for a share at or below the usual one, for fewer cases than asked for, or while
 * nothing is usual yet.
 */
export function isSurge(
	now: Rate,
	usual: Rate,
	{ reasonTimes, reasonLeast }: Pick<WarningThresholds, 'reasonTimes' | 'reasonLeast'>
): boolean {
	if (now.count < Math.max(1, reasonLeast) || usual.attempts < LEAST_BEFORE) return false;
	const share = now.count / now.attempts;
	// Three cases in two hundred may as well have been six: of few the usual share is taken higher than it was.
	const before = (usual.count + Math.sqrt(usual.count) + 1) / usual.attempts;
	return share >= LEAST_SHARE && share > before && share >= before * reasonTimes;
}

/** Every reason for failure that surges now, over the services in which it does. */
export function reasonSurges(floor: Floor, at: number, limits: WarningThresholds): ReasonSurge[] {
	const { attempts, failures } = lately(floor, at);
	return [...failures].flatMap(([reasonId, { byService, units }]) => {
		const services = [...byService].sort(([, a], [, b]) => b - a).map(([id]) => id);
		const sum = (of: (serviceId: string) => number) =>
			services.reduce((all, id) => all + of(id), 0);
		const now = {
			count: sum((id) => byService.get(id) ?? 0),
			attempts: sum((id) => attempts.get(id) ?? 0)
		};
		const usual = {
			count: sum((id) => failuresEver(floor, reasonId, id)) - now.count,
			attempts: sum((id) => attemptsEver(floor, id)) - now.attempts
		};
		if (!isSurge(now, usual, limits)) return [];
		return [
			{
				kind: 'reason-surge',
				reasonId,
				services,
				...now,
				usualCount: usual.count,
				usualAttempts: usual.attempts,
				units: [...units].sort()
			}
		];
	});
}

/** Results of the span that count, in people: by service, and of the failures by reason and service. */
function lately(floor: Floor, at: number) {
	const attempts = new Map<string, number>();
	const failures = new Map<string, { byService: Map<string, number>; units: Set<string> }>();
	const add = (counts: Map<string, number>, key: string, by: number) =>
		counts.set(key, (counts.get(key) ?? 0) + by);
	for (const { at: recordedAt, applied, boothId, results } of floor.recorded.values()) {
		if (!applied || recordedAt <= at - SURGE_WITHIN_MS) continue;
		for (const { serviceId, outcome, reasonId, count } of results) {
			add(attempts, serviceId, count);
			if (outcome !== 'failed' || reasonId === null) continue;
			const of = failures.get(reasonId) ?? { byService: new Map(), units: new Set() };
			failures.set(reasonId, of);
			add(of.byService, serviceId, count);
			const unit = floor.booths.get(boothId)?.booth.unit;
			if (unit) of.units.add(unit);
		}
	}
	return { attempts, failures };
}

function failuresEver({ tally }: Floor, reasonId: string, serviceId: string): number {
	let sum = 0;
	for (const day of tally.days.values()) sum += day.reasons[reasonId]?.[serviceId] ?? 0;
	return sum;
}

function attemptsEver({ tally }: Floor, serviceId: string): number {
	let sum = 0;
	for (const day of tally.days.values()) {
		for (const count of Object.values(day.results[serviceId] ?? {})) sum += count;
	}
	return sum;
}
