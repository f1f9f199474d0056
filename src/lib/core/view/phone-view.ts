import type { Half, Service, Words } from '../catalogue.ts';
import {
	pauseOfService,
	queueLength,
	queueOf,
	waitingOf,
	type Floor,
	type Waiting
} from '../floor.ts';
import { lateGate, type LateGate, type SilentGate } from '../late-gate.ts';
import { halvesToday, likelyBetween, paceOf } from '../forecast.ts';
import { concerning, messagesFor, type ShownMessage } from '../hall-message.ts';
import { aheadFrom, isNear, type PlaceCounts } from '../place.ts';
import { toldFor } from '../pre-check.ts';
import { placeCounts } from '../queue-order.ts';
import {
	activeStep,
	activeTurn,
	stepIsOver,
	stepState,
	ticketState,
	type Step,
	type StepState,
	type Ticket,
	type TicketState
} from '../ticket.ts';
import { otherStep } from '../verbs/other-step.ts';
import { nextOf, promisedSheets, type PutOffRow } from './put-off-view.ts';
import { steppedBack } from '../verbs/waiting.ts';
import { waitRange, type Pace, type WaitRange } from '../wait-range.ts';
import {
	areaOf,
	labelOf,
	movesOf,
	noticeOf,
	numberText,
	placeOfArea,
	boothsWithSeats,
	type AreaMove,
	type BoothLabel,
	type PauseNotice
} from './hall-view.ts';

export interface PhoneStep {
	serviceId: string;
	name: Words;
	state: StepState;
	outcome: string | null;
	area: Words | null;
	/** Where the area is, when it was said. */
	place: Words | null;
	/** Booths that serve it now, to walk to. */
	booths: BoothLabel[];
	/** Where some of the party stayed while the others went on, and how many are still there. */
	stays: { booth: BoothLabel; people: number } | null;
	bring: Words;
	afterwards: Words;
	/** Public wording and next step of a reason, where it could not be done. */
	reason: { words: Words; nextStep: Words } | null;
	/** What is enrolled today can only be taken on here after its approval: this step is for earlier files. */
	earlierFilesOnly: boolean;
}

/** What a phone needs to count its own place from the queue's shared frames. */
export interface PlaceSeed extends PlaceCounts {
	serviceId: string;
	/** Where the ticket stands: frames name tickets by number, lane and rank. */
	rankAt: number;
	priorityHeadStartMs: number;
}

export interface PhoneState {
	status: Floor['status'];
	number: string;
	prefix: string;
	state: TicketState;
	/** Of an earlier day than the one that is open. */
	dayOver: boolean;
	/** This link was replaced by a reprint: nothing else is told. */
	reissued: boolean;
	party: number;
	issuedAt: number;
	/** What the answers before the number have the citizen mind. */
	told: Words[];
	steps: PhoneStep[];
	active: number | null;
	/** Tickets that would be called before this one if nobody else came; null unless waiting. */
	ahead: number | null;
	/** Gates of which nothing was heard: how many of their numbers may still come to stand ahead. */
	late: LateGate | null;
	wait: WaitRange | null;
	/** The same as instants, over the breaks. */
	between: { from: number; to: number } | null;
	pace: Pace | null;
	/** Close enough to walk to the waiting area. */
	near: boolean;
	call: { booth: BoothLabel; calledAt: number; calls: number } | null;
	/** Kept for this booth. */
	keptFor: BoothLabel | null;
	heldUntil: number | null;
	/** Why it is on hold, in public words. */
	heldFor: Words | null;
	missedAt: number | null;
	/** The citizen waits no more, by their own word. */
	left: boolean;
	/** Asked to come another time: to the commune police, or with this number on a later day. */
	putOff: { next: PutOffRow['next'] } | null;
	/** The number of a later day, promised to whoever today does not reach: its date. */
	promisedFor: string | null;
	/** How often the citizen has asked to step back, how often they still may, and how many then go first. */
	stepBack: { times: number; left: number; behind: number };
	pause: PauseNotice | null;
	/** What may be done first while the service waited for is paused, and between when it would be called. */
	other: { name: Words; between: { from: number; to: number } | null } | null;
	/** What the organiser lets everybody read, or whoever waits for the same service. */
	messages: ShownMessage[];
	/** The area where it waits has moved since the number was given. */
	moved: AreaMove | null;
	address: Floor['rules']['address'];
	/** Hours of the present day, so that a phone moves its range on over the breaks. */
	halves: Half[];
	seed: PlaceSeed | null;
}

const NO_WORDS: Words = { vi: '', en: '' };

/** @param silent gates whose numbers may be unheard */
export function phoneView(
	floor: Floor,
	at: number,
	ticket: Ticket,
	current: boolean,
	silent: readonly SilentGate[] = []
): PhoneState {
	const base = emptyPhone(floor, ticket);
	if (!current) {
		return { ...base, reissued: true, number: '', prefix: '', state: 'cancelled', issuedAt: 0 };
	}
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	const state = ticketState(ticket);
	const shown: PhoneState = {
		...base,
		state,
		told: toldFor(
			floor.services,
			ticket.answers,
			ticket.steps.filter((s) => !stepIsOver(s)).map((s) => s.serviceId)
		),
		steps: ticket.steps.map((s) => phoneStep(floor, ticket, s.no)),
		active: ticket.active
	};
	const waitsFor = step && state === 'waiting' ? [step.serviceId] : [];
	shown.messages = concerning(messagesFor(floor, at, 'phones'), waitsFor);
	if (!step || !turn) return shown;
	const pause = pauseOfService(floor, step.serviceId);
	shown.pause = pause && noticeOf(floor, pause);
	shown.other = otherFor(floor, at, ticket);
	shown.moved = moveFor(floor, at, ticket, step);
	if (state === 'called' || state === 'serving') {
		const booth = turn.boothId ? labelOf(floor, turn.boothId) : null;
		if (booth) shown.call = { booth, calledAt: turn.calledAt ?? at, calls: turn.calls };
		return shown;
	}
	if (state === 'no-show') shown.missedAt = turn.calledAt;
	if (state === 'held') {
		shown.heldUntil = turn.heldUntil;
		shown.heldFor = (turn.reasonId && floor.reasons.get(turn.reasonId)?.public) || null;
	}
	if (turn.boothOnly) shown.keptFor = labelOf(floor, turn.boothOnly);
	if (state !== 'waiting') return shown;
	const place = placeOf(floor, ticket, at);
	if (!place) return shown;
	const late = lateGate(floor, silent, ticket);
	return { ...shown, ...place, late };
}

/** Place and range of a waiting ticket; null when it does not wait. */
export function placeOf(floor: Floor, ticket: Ticket, at: number) {
	const step = activeStep(ticket);
	const turn = activeTurn(ticket);
	if (!step || !turn || stepState(step) !== 'waiting') return null;
	const queue = queueOf(floor, step.serviceId);
	const waiting: Waiting = waitingOf(ticket, turn, step.people);
	const own = turn.boothOnly ? queue.kept.get(turn.boothOnly) : undefined;
	const kept = ticket.lease ? queue.leased : own;
	const counts = placeCounts(floor, queue, waiting, ticket.lane);
	const before = kept ? kept.rank(waiting) : aheadFrom(counts);
	const pace = paceOf(floor, step.serviceId, at);
	const wait = waitRange(pace, before, ticket.lane, at - turn.rankAt);
	return {
		ahead: before,
		wait,
		between: wait && likelyBetween(floor, step.serviceId, at, wait),
		pace,
		near: isNear(before, wait && wait.fromMs),
		seed: kept ? null : seedOf(floor, step.serviceId, turn.rankAt, counts)
	};
}

function seedOf(floor: Floor, serviceId: string, rankAt: number, counts: PlaceCounts): PlaceSeed {
	return { serviceId, rankAt, priorityHeadStartMs: floor.rules.priorityHeadStartMs, ...counts };
}

function emptyPhone(floor: Floor, ticket: Ticket): PhoneState {
	return {
		status: floor.status,
		number: numberText(ticket),
		prefix: ticket.prefix,
		state: ticketState(ticket),
		dayOver: ticket.day < floor.day,
		reissued: false,
		party: ticket.party,
		issuedAt: ticket.issuedAt,
		told: [],
		steps: [],
		active: null,
		ahead: null,
		late: null,
		wait: null,
		between: null,
		pace: null,
		near: false,
		call: null,
		keptFor: null,
		heldUntil: null,
		heldFor: null,
		missedAt: null,
		left: ticket.active === null && ticket.steps.some((step) => step.closed === 'left'),
		putOff: ticket.putOff && { next: nextOf(floor, ticket) },
		promisedFor: ticket.blank ? promisedFor(floor, ticket) : null,
		stepBack: stepBackOf(floor, ticket),
		pause: null,
		other: null,
		messages: [],
		moved: null,
		address: floor.rules.address,
		halves: halvesToday(floor),
		seed: null
	};
}

function promisedFor(floor: Floor, { id, day }: Ticket): string | null {
	return promisedSheets(floor).has(id) ? (floor.rules.days[day - 1]?.date ?? null) : null;
}

function otherFor(floor: Floor, at: number, ticket: Ticket): PhoneState['other'] {
	const step = otherStep(floor, ticket, at);
	if (!step) return null;
	const { serviceId } = step;
	const queue = queueOf(floor, serviceId);
	const wait = waitRange(paceOf(floor, serviceId, at), queueLength(queue), ticket.lane, 0);
	const between = wait && likelyBetween(floor, serviceId, at, wait);
	return { name: floor.services.get(serviceId)?.name ?? NO_WORDS, between };
}

/** The latest move of an area where the step is served, for whoever may know the place from before. */
function moveFor(floor: Floor, at: number, ticket: Ticket, step: Step): AreaMove | null {
	const areaId = floor.services.get(step.serviceId)?.areaId;
	const serves = (id: string) => floor.booths.get(id)?.booth.services.includes(step.serviceId);
	const moves = movesOf(floor, at, at - ticket.issuedAt);
	return moves.find((move) => move.areaId === areaId || move.booths.some(serves)) ?? null;
}

function stepBackOf({ rules }: Floor, ticket: Ticket): PhoneState['stepBack'] {
	const times = steppedBack(ticket);
	const left = Math.max(0, rules.stepBackTimes - times);
	return { times, left, behind: rules.stepBackBehind };
}

function phoneStep(floor: Floor, ticket: Ticket, no: number): PhoneStep {
	const step = ticket.steps[no]!;
	const service = floor.services.get(step.serviceId);
	const last = step.turns[step.turns.length - 1];
	const failed = last?.outcome === 'failed' && last.reasonId;
	const reason = failed ? floor.reasons.get(failed) : undefined;
	const stays =
		step.staysAt !== null && stepState(step) === 'due' ? labelOf(floor, step.staysAt) : null;
	return {
		serviceId: step.serviceId,
		name: service?.name ?? NO_WORDS,
		state: stepState(step),
		outcome: step.closed === 'left' ? 'left' : (last?.outcome ?? null),
		area: areaOf(floor, service?.areaId ?? null),
		place: placeOfArea(floor, service?.areaId ?? null),
		stays: stays && { booth: stays, people: step.people },
		booths: boothsWithSeats(floor)
			.filter((on) => on.officers.length > 0 && on.booth.services.includes(step.serviceId))
			.map((on) => labelOf(floor, on.booth.id)!),
		bring: service?.bring ?? NO_WORDS,
		afterwards: service?.afterwards ?? NO_WORDS,
		reason: reason ? { words: reason.public, nextStep: reason.nextStep } : null,
		earlierFilesOnly: service !== undefined && isForEarlierFiles(floor, ticket, service)
	};
}

/** Level 2 enrolled today is approved days later, so an activation on the same ticket is for level 1 or an earlier file. */
function isForEarlierFiles(floor: Floor, ticket: Ticket, service: Service): boolean {
	if (service.levels.length === 0) return false;
	return ticket.steps.some((other) => {
		const before = floor.services.get(other.serviceId);
		return before?.counts === 'enrolled' && service.after.includes(before.id);
	});
}
