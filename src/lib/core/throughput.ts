import type { Floor, Span } from './floor.ts';
import { MINUTE_MS } from './tally.ts';

const HOUR_MS = 3_600_000;
/** Below this much working time a rate says nothing and is shown as "–". */
export const LEAST_WORKING_MS = 20 * 60_000;

/** Working time of a booth between two instants: open, staffed and not paused; breaks between halves are out. */
export function workingMs(floor: Floor, working: Span[], from: number, to: number): number {
	let sum = 0;
	for (const span of working) {
		const start = Math.max(span.from, from);
		const end = Math.min(span.to ?? to, to);
		if (end > start) sum += end - start - breakMs(floor, start, end);
	}
	return sum;
}

/** How much of a span lies between the halves of a day. */
function breakMs(floor: Floor, from: number, to: number): number {
	const halves = floor.rules.days[floor.day - 1]?.halves ?? [];
	let sum = 0;
	for (let i = 1; i < halves.length; i++) {
		const start = Math.max(from, halves[i - 1]!.to);
		const end = Math.min(to, halves[i]!.from);
		if (end > start) sum += end - start;
	}
	return sum;
}

/**
 * Counted people of a booth per working hour, over the last 60 minutes or over today, since it was last moved to
 * other services. Null with fewer than 20 working minutes in the window.
 */
export function perHour(
	floor: Floor,
	boothId: string,
	at: number,
	window: 'last-hour' | 'today'
): number | null {
	const booth = floor.booths.get(boothId);
	if (!booth) return null;
	const movedAt = booth.assignments[booth.assignments.length - 1]?.from ?? 0;
	const dayStart = floor.rules.days[floor.day - 1]?.halves[0]?.from ?? 0;
	// A booth that opens before the day's first half works all the same.
	const earliest = Math.min(dayStart, booth.working[0]?.from ?? dayStart);
	const from = Math.max(movedAt, window === 'today' ? earliest : at - HOUR_MS);
	const ms = workingMs(floor, booth.working, from, at);
	if (ms < LEAST_WORKING_MS) return null;
	return (countedSince(floor, boothId, from, at) * HOUR_MS) / ms;
}

function countedSince(floor: Floor, boothId: string, from: number, to: number): number {
	const minutes = floor.tally.days.get(floor.day)?.booths.get(boothId)?.minutes;
	let sum = 0;
	for (const [minute, counted] of minutes ?? []) {
		const start = minute * MINUTE_MS;
		if (start > from - MINUTE_MS && start <= to) sum += counted;
	}
	return sum;
}
