import type { Booth, Words } from '../catalogue.ts';
import {
	activePauses,
	pauseOfService,
	queueLength,
	type Floor,
	type Pause,
	type Waiting
} from '../floor.ts';
import { paceOf } from '../forecast.ts';
import { givenToday, takesIn } from '../intake.ts';
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
	/** 0: a helper who goes about, to whom nobody walks. */
	seats: number;
	area: Words | null;
	/** Where the area is, when it was said. */
	place: Words | null;
}

export interface QueueView {
	serviceId: string;
	name: Words;
	area: Words | null;
	place: Words | null;
	waiting: number;
	/** Wait of someone who takes a number now; null when nobody serves the queue. */
	wait: WaitRange | null;
	pace: Pace;
	/** Whether numbers are given for it now: neither closed by hand nor by its quota. */
	intakeOpen: boolean;
	/** For how many people a day numbers are given, and for how many they were; null without a quota. */
	quota: { limit: number; given: number } | null;
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

/** Where an area is, in the organiser's words; null where nothing is said. */
export function placeOfArea(floor: Floor, areaId: string | null): Words | null {
	const place = areaId === null ? undefined : floor.areas.get(areaId)?.place;
	return place?.vi ? place : null;
}

/** An area that is no longer where it was. */
export interface AreaMove {
	areaId: string;
	name: Words;
	/** Where it is now; null: back where it was before anything was said of its place. */
	place: Words | null;
	since: number;
	/** Booths that stand in it. */
	booths: string[];
}

/** For how long boards say that an area has moved, in ms of hall time [assumed]. */
export const MOVE_TOLD_MS = 30 * 60_000;

/** Areas that moved in the last while, the latest first. */
export function movesOf(floor: Floor, at: number, withinMs = MOVE_TOLD_MS): AreaMove[] {
	return [...floor.areas.values()]
		.flatMap(({ id, name, movedAt, withdrawn }) =>
			withdrawn || movedAt === null || at - movedAt > withinMs
				? []
				: [
						{
							areaId: id,
							name,
							place: placeOfArea(floor, id),
							since: movedAt,
							booths: boothsIn(floor, id)
						}
					]
		)
		.sort((a, b) => b.since - a.since);
}

function boothsIn(floor: Floor, areaId: string): string[] {
	return boothsWithSeats(floor)
		.filter(({ booth }) => booth.areaId === areaId)
		.map(({ booth }) => booth.id);
}

export function labelOf(floor: Floor, boothId: string): BoothLabel | null {
	const booth = floor.booths.get(boothId)?.booth;
	if (!booth) return null;
	return {
		id: booth.id,
		number: booth.number,
		word: booth.word,
		seats: booth.seats,
		area: areaOf(floor, booth.areaId),
		place: placeOfArea(floor, booth.areaId)
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

/** By number; helpers who go about, who have numbers of their own, after all booths. */
export function compareBooths(a: Booth, b: Booth): number {
	return Number(a.seats === 0) - Number(b.seats === 0) || a.number - b.number;
}

export function boothsOf(floor: Floor) {
	return [...floor.booths.values()]
		.filter((at) => !at.booth.withdrawn)
		.sort((a, b) => compareBooths(a.booth, b.booth));
}

/** Booths that one may walk to, by number: helpers who go about are none. */
export function boothsWithSeats(floor: Floor) {
	return boothsOf(floor).filter(({ booth }) => booth.seats > 0);
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
		place: placeOfArea(floor, service.areaId),
		waiting,
		wait: waitRange(pace, waiting),
		pace,
		intakeOpen: takesIn(floor, service),
		quota:
			service.intakeQuota === null
				? null
				: { limit: service.intakeQuota, given: givenToday(floor, serviceId) },
		pause: pause && noticeOf(floor, pause),
		next: upcoming(floor, queue, NEXT_SHOWN).map(numberText)
	};
}

export function queueViews(floor: Floor, at: number): QueueView[] {
	return servicesOf(floor).flatMap((service) => queueView(floor, at, service.id) ?? []);
}
