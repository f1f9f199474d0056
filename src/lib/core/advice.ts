import type { Booth } from './catalogue.ts';
import { pauseOfBooth, type BoothFloor, type Floor } from './floor.ts';
import { halvesToday } from './forecast.ts';
import { lookAhead, type Ahead } from './look-ahead.ts';
import { overHalves } from './wait-range.ts';

/** A booth that would help more at another service. Waits are of somebody who comes in the next hour, in ms. */
export interface Move {
	boothId: string;
	from: string;
	to: string;
	/** As many as it would have there. */
	seats: number;
	/** At the service that it would go to: as it stands, and with the booth. */
	waitBeforeMs: number;
	waitAfterMs: number;
	/** At the service that it would leave. */
	leftBeforeMs: number;
	leftAfterMs: number;
}

const MINUTE_MS = 60_000;
/** How far the effect is followed, in hours of service. */
const HORIZON_MS = 3 * 60 * MINUTE_MS;
/**
 * A move is worth the trouble when it takes off at least this much of a wait, and this share of all waiting, or so much
 * of it altogether: where hundreds wait for ten booths one more is a small share, and nowhere is it needed more.
 */
const LEAST_GAIN_MS = 5 * MINUTE_MS;
const LEAST_SHARE = 0.05;
const LEAST_SAVED_MS = 10 * 60 * MINUTE_MS;
/** As many pieces of advice as an organiser can weigh. */
const MOST = 3;

/**
 * Which booth of one service should serve another one, best first: each pair of services is tried on a copy of the queues
 * (`lookAhead`, the core's own order). Only moves that shorten the waiting of all together, and that do not leave the
 * one service with a longer wait than they spare the other. Empty when all is well, and outside an open day.
 */
export function adviseMoves(floor: Floor, at: number): Move[] {
	const halves = halvesToday(floor);
	if (floor.status !== 'open' || halves.length === 0) return [];
	const until = overHalves(halves, at, HORIZON_MS);
	const before = lookAhead(floor, at, { until });
	const burdenBefore = burdenOf(before);
	const found: { move: Move; burden: number }[] = [];
	for (const on of movable(floor)) {
		const [from = ''] = on.booth.services;
		for (const [to, asItStands] of before) {
			const waitBeforeMs = meanWait(asItStands);
			// Nothing is gained where nobody waits: most pairs need not be tried.
			if (to === from || waitBeforeMs < LEAST_GAIN_MS) continue;
			const moved = movedTo(floor, on.booth, to);
			const after = lookAhead(floor, at, { until, moved });
			const move = {
				boothId: on.booth.id,
				from,
				to,
				seats: moved.seats,
				waitBeforeMs,
				waitAfterMs: meanWait(after.get(to)),
				leftBeforeMs: meanWait(before.get(from)),
				leftAfterMs: meanWait(after.get(from))
			};
			const burden = burdenOf(after);
			if (isWorthIt(move, burden, burdenBefore)) found.push({ move, burden });
		}
	}
	found.sort((a, b) => a.burden - b.burden || (a.move.boothId < b.move.boothId ? -1 : 1));
	return found.slice(0, MOST).map(({ move }) => move);
}

function isWorthIt(move: Move, burden: number, burdenBefore: number): boolean {
	const gain = move.waitBeforeMs - move.waitAfterMs;
	const loss = move.leftAfterMs - move.leftBeforeMs;
	const saved = burdenBefore - burden;
	const isMuch = saved >= burdenBefore * LEAST_SHARE || saved >= LEAST_SAVED_MS;
	return gain >= LEAST_GAIN_MS && loss < gain && isMuch;
}

/** One booth of each service and size: the emptiest, then the last in the row. A service's only booth stays. */
function movable(floor: Floor): BoothFloor[] {
	const groups = new Map<string, BoothFloor[]>();
	for (const on of floor.booths.values()) {
		const { booth } = on;
		if (booth.withdrawn || on.officers.length === 0 || booth.services.length !== 1) continue;
		if (booth.seats === 0) continue;
		if (pauseOfBooth(floor, booth)) continue;
		const [service = ''] = booth.services;
		groups.set(service, [...(groups.get(service) ?? []), on]);
	}
	return [...groups.values()].flatMap((group) => {
		if (group.length < 2) return [];
		const busy = (on: BoothFloor) => on.seats.filter(Boolean).length;
		const bySize = new Map<number, BoothFloor>();
		for (const on of group) {
			const best = bySize.get(on.booth.seats);
			const better =
				!best ||
				busy(on) < busy(best) ||
				(busy(on) === busy(best) && on.booth.number > best.booth.number);
			if (better) bySize.set(on.booth.seats, on);
		}
		return [...bySize.values()];
	});
}

/** The booth at its new service: with as many seats as that service's booths have, but not more than it has itself. */
function movedTo(floor: Floor, booth: Booth, to: string): Booth {
	const there = [...floor.booths.values()]
		.map((on) => on.booth)
		.find((b) => !b.withdrawn && b.seats > 0 && b.services.includes(to));
	return { ...booth, services: [to], seats: Math.min(booth.seats, there?.seats ?? booth.seats) };
}

function meanWait(ahead: Ahead | undefined): number {
	return ahead && ahead.waited > 0 ? Math.round(ahead.waitMs / ahead.waited) : 0;
}

function burdenOf(aheads: Map<string, Ahead>): number {
	let sum = 0;
	for (const { burdenMs } of aheads.values()) sum += burdenMs;
	return sum;
}
