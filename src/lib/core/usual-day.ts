import type { Half } from './catalogue.ts';
import { overHalves } from './wait-range.ts';

/**
 * How people come over a day when nothing else is known of it: the shares of a day's tickets per half hour of a
 * morning of 4½ hours and an afternoon of 4 [assumed, after what such days were like]. The rush is from an hour after
 * the opening; a third of the people come after noon.
 */
const MORNING = [3.5, 7.5, 10, 10.5, 9.5, 8.5, 6.5, 4.5, 2];
const AFTERNOON = [3, 6, 7.5, 7, 6, 4, 2.5, 1.5];

/** A span of a day and the share (0 to 1) of its tickets that are taken in it. */
export interface ArrivalShare extends Half {
	share: number;
}

/**
 * The usual day laid over these halves, in their order: the first half is a morning, what follows is an afternoon; a
 * day of one half has both in it. Shares add up to 1 unless there is no half.
 */
export function usualArrivals(halves: readonly Half[]): ArrivalShare[] {
	if (halves.length === 0) return [];
	const [first, ...later] = halves;
	const parts =
		later.length === 0
			? laidOver(first!, [...MORNING, ...AFTERNOON])
			: [
					...laidOver(first!, MORNING),
					...later.flatMap((half) =>
						laidOver(
							half,
							AFTERNOON.map((n) => n / later.length)
						)
					)
				];
	const sum = parts.reduce((all, { share }) => all + share, 0);
	return parts.map((part) => ({ ...part, share: part.share / sum }));
}

function laidOver({ from, to }: Half, weights: readonly number[]): ArrivalShare[] {
	const width = (to - from) / weights.length;
	return weights.map((share, i) => ({ from: from + i * width, to: from + (i + 1) * width, share }));
}

/** The days already laid out: asked for with each estimate, and the same all day. */
const laid = new WeakMap<readonly Half[], ArrivalShare[]>();

/** The share (0 to 1) of a day's tickets that the usual day has seen by an instant. */
export function shareArrived(halves: readonly Half[], at: number): number {
	let parts = laid.get(halves);
	if (!parts) laid.set(halves, (parts = usualArrivals(halves)));
	let sum = 0;
	for (const { from, to, share } of parts) {
		if (at <= from) break;
		sum += share * Math.min(1, (at - from) / (to - from));
	}
	return sum;
}

/** Who waits now is overtaken by those who come in about this time of service. */
const NEXT_MS = 40 * 60_000;

/** How many people usually come in the next while, over breaks, as a multiple of the day's average; 1 without halves. */
export function busierThanUsual(halves: readonly Half[], at: number): number {
	const whole = halves.reduce((sum, { from, to }) => sum + to - from, 0);
	if (whole <= 0) return 1;
	const until = overHalves(halves, at, NEXT_MS);
	const share = shareArrived(halves, until) - shareArrived(halves, at);
	return (share * whole) / NEXT_MS;
}
