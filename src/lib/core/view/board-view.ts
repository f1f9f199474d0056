import type { Half, Rules, Words } from '../catalogue.ts';
import type { Floor } from '../floor.ts';
import { messagesFor, type ShownMessage } from '../hall-message.ts';
import { stepState, type Ticket } from '../ticket.ts';
import {
	areaOf,
	boothsWithSeats,
	labelOf,
	movesOf,
	noticesOf,
	numberText,
	queueViews,
	type AreaMove,
	type BoothLabel,
	type PauseNotice,
	type QueueView
} from './hall-view.ts';

/**
 * What has become of a call: `called` waits for the citizen; `here` has begun, or is over; `missed` did not come;
 * `gone` was taken back, sent elsewhere or cancelled, and must not be shown any more.
 */
export type CallState = 'called' | 'here' | 'missed' | 'gone';

/** One call, as a board shows and speaks it. */
export interface BoardCall {
	/** Different for each spoken call, so that a second call of a number is news. */
	key: string;
	prefix: string;
	number: number;
	booth: BoothLabel;
	areaId: string | null;
	serviceId: string;
	calledAt: number;
	/** Which call this was: 2 is the first repetition. */
	calls: number;
	state: CallState;
}

/** A queue, and what a board of a part of the hall knows it by. */
export interface BoardQueue extends QueueView {
	areaId: string | null;
	/** Booths that serve it. */
	booths: string[];
}

/** A pause, and where it is. */
export interface BoardPause extends PauseNotice {
	/** The service or area that it was laid on. */
	name: Words | null;
	/** The booth, when it is one booth's. */
	booth: BoothLabel | null;
	areaId: string | null;
}

export interface BoardState {
	/** Newest first. */
	calls: BoardCall[];
	queues: BoardQueue[];
	pauses: BoardPause[];
	/** Areas that moved a short while ago. */
	moves: AreaMove[];
	/** For the boards, of every service. */
	messages: ShownMessage[];
	status: Floor['status'];
	day: number;
	/** The halves of today, for the break between them. */
	halves: Half[];
	address: Rules['address'];
}

/** How long a call stays on the list of a board at most, in ms of hall time; in a rush the list is full sooner. */
const CALL_SHOWN_MS = 15 * 60_000;

/** The calls, queues and pauses of a hall as its boards show them: numbers only, nobody's lane or name. */
export function boardView(floor: Floor, at: number): BoardState {
	return {
		calls: callsOf(floor, at),
		queues: queuesOf(floor, at),
		// Nobody waits for a helper who goes about.
		pauses: noticesOf(floor)
			.map((notice) => placed(floor, notice))
			.filter(({ booth }) => booth?.seats !== 0),
		moves: movesOf(floor, at),
		messages: messagesFor(floor, at, 'boards'),
		status: floor.status,
		day: floor.day,
		halves: floor.rules.days[floor.day - 1]?.halves ?? [],
		address: floor.rules.address
	};
}

function callsOf(floor: Floor, at: number): BoardCall[] {
	const calls: BoardCall[] = [];
	for (let i = floor.recentCalls.length - 1; i >= 0; i--) {
		const mark = floor.recentCalls[i]!;
		if (at - mark.at > CALL_SHOWN_MS) break;
		const ticket = floor.tickets.get(mark.ticketId);
		const step = ticket?.steps[mark.step];
		const turn = step?.turns[mark.turn];
		const booth = turn?.boothId ? labelOf(floor, turn.boothId) : null;
		if (!ticket || !step || !turn || !booth) continue;
		calls.push({
			key: `${numberText(ticket)}/${mark.step}.${mark.turn}.${mark.calls}`,
			prefix: ticket.prefix,
			number: ticket.number,
			booth,
			areaId: floor.booths.get(booth.id)?.booth.areaId ?? null,
			serviceId: step.serviceId,
			calledAt: mark.at,
			calls: mark.calls,
			state: callState(ticket, mark.step, mark.turn)
		});
	}
	return calls;
}

function callState(ticket: Ticket, stepNo: number, turnNo: number): CallState {
	const step = ticket.steps[stepNo]!;
	const turn = step.turns[turnNo]!;
	if (ticket.cancelled) return 'gone';
	if (turn.state === 'ended') return 'here';
	if (ticket.active !== stepNo || step.turns.length - 1 !== turnNo) return 'gone';
	const state = stepState(step);
	if (state === 'called') return 'called';
	if (state === 'no-show') return 'missed';
	return state === 'serving' || state === 'ended' ? 'here' : 'gone';
}

function queuesOf(floor: Floor, at: number): BoardQueue[] {
	const booths = boothsWithSeats(floor).map(({ booth }) => booth);
	return queueViews(floor, at).map((queue) => ({
		...queue,
		areaId: floor.services.get(queue.serviceId)?.areaId ?? null,
		booths: booths
			.filter((booth) => booth.services.includes(queue.serviceId))
			.map((booth) => booth.id)
	}));
}

function placed(floor: Floor, notice: PauseNotice): BoardPause {
	const { scope, id } = notice;
	const booth = scope === 'booth' && id !== null ? labelOf(floor, id) : null;
	return {
		...notice,
		name:
			scope === 'area'
				? areaOf(floor, id)
				: scope === 'service'
					? (floor.services.get(id ?? '')?.name ?? null)
					: null,
		booth,
		areaId: scope === 'area' ? id : (floor.booths.get(booth?.id ?? '')?.booth.areaId ?? null)
	};
}
