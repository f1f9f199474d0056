import type { Floor } from '../floor.ts';
import { stepState } from '../ticket.ts';
import {
	labelOf,
	noticesOf,
	numberText,
	queueViews,
	type BoothLabel,
	type PauseNotice,
	type QueueView
} from './hall-view.ts';

/** One call, as a board shows and speaks it. */
export interface BoardCall {
	/** Different for each spoken call, so that a second call of a number is news. */
	key: string;
	prefix: string;
	number: number;
	booth: BoothLabel;
	serviceId: string;
	calledAt: number;
	/** Which call this was: 2 is the first repetition. */
	calls: number;
	/** Still to come: neither started, missed nor gone elsewhere. */
	open: boolean;
}

export interface BoardState {
	/** Newest first. */
	calls: BoardCall[];
	queues: QueueView[];
	pauses: PauseNotice[];
	status: Floor['status'];
	day: number;
}

/** How long a call stays on the list of a board, in ms of hall time. */
const CALL_SHOWN_MS = 15 * 60_000;

export function boardView(floor: Floor, at: number): BoardState {
	const calls: BoardCall[] = [];
	for (let i = floor.recentCalls.length - 1; i >= 0; i--) {
		const mark = floor.recentCalls[i]!;
		if (at - mark.at > CALL_SHOWN_MS) break;
		const ticket = floor.tickets.get(mark.ticketId);
		const step = ticket?.steps[mark.step];
		const turn = step?.turns[mark.turn];
		const booth = turn?.boothId ? labelOf(floor, turn.boothId) : null;
		if (!ticket || !step || !turn || !booth) continue;
		const now =
			!ticket.cancelled && ticket.active === step.no && step.turns.length - 1 === mark.turn;
		calls.push({
			key: `${numberText(ticket)}/${mark.step}.${mark.turn}.${mark.calls}`,
			prefix: ticket.prefix,
			number: ticket.number,
			booth,
			serviceId: step.serviceId,
			calledAt: mark.at,
			calls: mark.calls,
			open: now && stepState(step) === 'called'
		});
	}
	return {
		calls,
		queues: queueViews(floor),
		pauses: noticesOf(floor),
		status: floor.status,
		day: floor.day
	};
}
