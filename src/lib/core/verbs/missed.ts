import type { Fact, FactOf } from '../fact.ts';
import { compareWaiting, waitingOf, type Floor, type Pause } from '../floor.ts';
import { refuse } from '../refusal.ts';
import { activeStep, activeTurn, type Step, type Ticket, type Turn } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import { findActive, isRefusal, numberOf, type Context, type Decision } from './context.ts';
import { nextTurn } from './turn.ts';

/** Whoever was missed this long before a pause began is put back when it ends. */
export const PUT_BACK_MS = 10 * 60_000;

type Called = { step: Pick<Step, 'serviceId'>; turn: Pick<Turn, 'boothId'> };

/** Whether a pause stops the whole of what a called citizen waits for: the hall, the service, or the booth's area. */
function stops(floor: Floor, pause: Pause, { step, turn }: Called): boolean {
	switch (pause.scope) {
		case 'field-event':
			return true;
		case 'service':
			return pause.id === step.serviceId;
		case 'area':
			return floor.booths.get(turn.boothId ?? '')?.booth.areaId === pause.id;
		case 'booth':
			// One booth's own pause: the service goes on beside it.
			return false;
		default:
			return pause.scope satisfies never;
	}
}

/** The pause of the service, area or field event that stops the clocks of a called or missed citizen now. */
export function widePauseOn(floor: Floor, called: Called): Pause | null {
	return floor.pauses.find((p) => p.until === null && stops(floor, p, called)) ?? null;
}

/** How long, in ms, the hall stood still for somebody between two instants; pauses that overlap count once. */
export function stoodStillMs(floor: Floor, called: Called, from: number, to: number): number {
	let sum = 0;
	let counted = from;
	const pauses = floor.pauses.filter((pause) => stops(floor, pause, called));
	for (const { since, until } of pauses.sort((a, b) => a.since - b.since)) {
		const begin = Math.max(since, counted);
		const end = Math.min(until ?? to, to);
		if (end <= begin) continue;
		sum += end - begin;
		counted = end;
	}
	return sum;
}

/** Whether a missed citizen may still be put back: only time in which the hall went on counts. */
export function restorable(floor: Floor, missed: { step: Step; turn: Turn }, at: number): boolean {
	const since = missed.turn.missedAt ?? missed.turn.calledAt ?? missed.turn.dueAt;
	const waited = at - since - stoodStillMs(floor, missed, since, at);
	return waited <= floor.rules.restoreWithinMs;
}

/**
 * Those who were missed in the last minutes before a pause, or during it, put back at their own places and in their
 * own order; `pause` is the one that ends.
 */
export function putBackAfter(floor: Floor, pause: Pause, operationId: string): Fact[] {
	const missed: { ticket: Ticket; step: Step; turn: Turn }[] = [];
	for (const ticket of floor.tickets.values()) {
		if (ticket.day !== floor.day || ticket.cancelled) continue;
		const step = activeStep(ticket);
		const turn = activeTurn(ticket);
		if (!step || turn?.state !== 'no-show' || !stops(floor, pause, { step, turn })) continue;
		if ((turn.missedAt ?? 0) >= pause.since - PUT_BACK_MS) missed.push({ ticket, step, turn });
	}
	const place = ({ ticket, step, turn }: (typeof missed)[0]) =>
		waitingOf(ticket, turn, step.people);
	return missed
		.sort((a, b) => compareWaiting(place(a), place(b)))
		.map((found) => again(found, operationId, { rankAt: found.turn.rankAt }));
}

/** Opens a new turn in the same place, for someone who was missed and stands here now. */
export function again(
	found: { ticket: Ticket; step: Step; turn: Turn },
	operationId: string,
	at: { rankAt?: number }
): FactOf<'turn-opened'> {
	const { ticket, step, turn } = found;
	return nextTurn(ticket, step, operationId, { origin: 'restore', dueAt: turn.dueAt, ...at });
}

/** Puts a missed ticket back: its place by time, but behind the next few who are already walking. */
export function restore(floor: Floor, wish: WishOf<'restore'>, context: Context): Decision {
	const found = findActive(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	if (turn.state !== 'no-show') return refuse('not-missed', { ticket: numberOf(ticket) });
	if (ticket.day !== floor.day) return refuse('ticket-over', { ticket: numberOf(ticket) });
	if (!restorable(floor, { step, turn }, context.at)) {
		return refuse('restore-too-late', { ticket: numberOf(ticket) });
	}
	const lane = floor.queues.get(step.serviceId)?.lanes[ticket.lane];
	const behind = Math.min(floor.rules.restoreBehind, lane?.length ?? 0);
	const last = behind > 0 ? lane?.at(behind - 1) : undefined;
	const rankAt = last ? Math.max(turn.dueAt, last.rankAt + 1) : turn.dueAt;
	return [again(found, context.operationId, { rankAt })];
}
