import type { Words } from '../catalogue.ts';
import {
	activePauses,
	pauseOfService,
	queueLength,
	type Floor,
	type Pause,
	type Waiting
} from '../floor.ts';
import { paceOf } from '../forecast.ts';
import { upcoming } from '../queue-order.ts';
import { formatNumber } from '../ticket-number.ts';
import { waitRange, type Pace, type WaitRange } from '../wait-range.ts';

/**
 * What screens are shown. Each view is a pure function of the shown floor and hall time; what it gives is absolute,
 * so that showing it twice is harmless, and never carries a name or an identity number.
 */

/** A pause as the public reads and hears it. */
export interface PauseNotice {
	scope: Pause['scope'];
	id: string | null;
	words: Words;
	since: number;
}

export interface BoothLabel {
	id: string;
	number: number;
	word: 'bàn' | 'quầy';
	area: Words | null;
}

export interface QueueView {
	serviceId: string;
	name: Words;
	area: Words | null;
	waiting: number;
	/** Wait of someone who takes a number now; null when nobody serves the queue. */
	wait: WaitRange | null;
	pace: Pace;
	intakeOpen: boolean;
	pause: PauseNotice | null;
	/** The next numbers in order of call. */
	next: string[];
}

/** As many next numbers as a board shows at most. */
const NEXT_SHOWN = 12;

export function noticeOf(floor: Floor, pause: Pause): PauseNotice {
	const reason = floor.reasons.get(pause.reasonId);
	return {
		scope: pause.scope,
		id: pause.id,
		words: reason?.public ?? { vi: '', en: '' },
		since: pause.since
	};
}

export function noticesOf(floor: Floor): PauseNotice[] {
	return activePauses(floor).map((pause) => noticeOf(floor, pause));
}

export function areaOf(floor: Floor, areaId: string | null): Words | null {
	return areaId === null ? null : (floor.areas.get(areaId)?.name ?? null);
}

export function labelOf(floor: Floor, boothId: string): BoothLabel | null {
	const booth = floor.booths.get(boothId)?.booth;
	if (!booth) return null;
	return {
		id: booth.id,
		number: booth.number,
		word: booth.word,
		area: areaOf(floor, booth.areaId)
	};
}

export function numberText(waiting: Pick<Waiting, 'prefix' | 'number'>): string {
	return formatNumber(waiting.prefix, waiting.number);
}

/** Services in the organiser's order, the withdrawn left out. */
export function servicesOf(floor: Floor) {
	return [...floor.services.values()]
		.filter((service) => !service.withdrawn)
		.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

export function boothsOf(floor: Floor) {
	return [...floor.booths.values()]
		.filter((at) => !at.booth.withdrawn)
		.sort((a, b) => a.booth.number - b.booth.number);
}

export function queueView(floor: Floor, at: number, serviceId: string): QueueView | null {
	const service = floor.services.get(serviceId);
	const queue = floor.queues.get(serviceId);
	if (!service || !queue) return null;
	const waiting = queueLength(queue);
	const pace = paceOf(floor, serviceId, at);
	const pause = pauseOfService(floor, serviceId);
	return {
		serviceId,
		name: service.name,
		area: areaOf(floor, service.areaId),
		waiting,
		wait: waitRange(pace, waiting),
		pace,
		intakeOpen: service.intakeOpen,
		pause: pause && noticeOf(floor, pause),
		next: upcoming(floor, queue, NEXT_SHOWN).map(numberText)
	};
}

export function queueViews(floor: Floor, at: number): QueueView[] {
	return servicesOf(floor).flatMap((service) => queueView(floor, at, service.id) ?? []);
}
