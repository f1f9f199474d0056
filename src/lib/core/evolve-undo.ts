import { change } from './evolve-ticket.ts';
import type { Entry, FactOf, Result } from './fact.ts';
import { recordedKey, remember, type Floor } from './floor.ts';
import { boothTally, dayTally, tallyAnswers, tallyPutOff, tallyResults } from './tally.ts';
import { activeTurn, stepIsOver, turnOf, type Step, type Ticket, type Turn } from './ticket.ts';
import type { Touched } from './touched.ts';

/** Takes back what an operation counted; where the ticket goes is said by the `turn-opened` that follows. */
export function undone(floor: Floor, fact: FactOf<'undone'>, touched: Touched): void {
	const visitors = floor.visitors.get(fact.operationId);
	if (visitors?.applied) {
		visitors.applied = false;
		dayTally(floor.tally, visitors.day).visitors -= visitors.count;
		touched.visitors.add(fact.operationId);
	}
	if (fact.ticketId === null) return;
	for (const key of countedBy(floor, fact.operationId, fact.ticketId))
		standDown(floor, key, touched);
	change(floor, fact.ticketId, touched, (ticket) => {
		const last = ticket.undoable;
		ticket.undoable = null;
		if (last?.operationId !== fact.operationId) return;
		const day = dayTally(floor.tally, ticket.day);
		const turn = ticket.steps[last.step]?.turns[last.turn];
		const wasServed = turn?.served ?? false;
		if (fact.what === 'cancel' && ticket.cancelled) {
			ticket.cancelled = false;
			countCancelled(floor, ticket, -1);
			// Its seat may be another's by now: the turn that follows says where a called ticket goes.
			if (turn?.state === 'called') ticket.active = null;
		}
		if (fact.what === 'leave') {
			reopen(ticket.steps, fact.operationId);
			if (ticket.putOff) tallyPutOff(floor.tally, ticket, -1);
			ticket.putOff = null;
			// As with a cancel: the seat of whoever was called may be another's.
			ticket.active = turn?.state === 'called' ? null : last.step;
		}
		if (fact.what === 'no-show' && turn?.missed) {
			turn.missed = false;
			turn.missedAt = null;
			day.missed--;
		}
		if (COUNTED_AS_SERVED.includes(fact.what) && turn?.served) {
			turn.served = false;
			day.served--;
		}
		if (fact.what === 'finish' || fact.what === 'record') {
			if (turn?.boothId && wasServed) boothTally(day, turn.boothId).turns--;
			reopen(ticket.steps, fact.operationId);
			dropAdded(ticket.steps, fact.operationId);
			const opened = activeTurn(ticket);
			const followed = opened?.follows === fact.operationId;
			if (opened && followed) opened.withdrawn = true;
			if (fact.what === 'finish') ticket.active = null;
			else besideUndone(ticket, turn, followed);
		}
	});
}

const COUNTED_AS_SERVED: readonly FactOf<'undone'>['what'][] = ['finish', 'start', 'record'];

/** What was recorded beside the journey is due again, and the ticket stands where it stood before. */
function besideUndone(ticket: Ticket, turn: Turn | undefined, wentOn: boolean): void {
	if (turn) turn.withdrawn = true;
	if (!wentOn) return;
	const stands = (step: Step) => !stepIsOver(step) && turnOf(step)?.withdrawn === false;
	ticket.active = ticket.steps.find(stands)?.no ?? null;
}

/** Steps that an operation added are no part of the journey any more. */
export function dropAdded(steps: readonly Step[], operationId: string): void {
	for (const step of steps) {
		if (step.addedBy !== operationId) continue;
		step.closed = 'dropped';
		step.closedBy = operationId;
	}
}

/** Steps that an operation closed are open again. */
export function reopen(steps: readonly Step[], operationId: string): void {
	for (const step of steps) {
		if (step.closedBy !== operationId) continue;
		step.closed = null;
		step.closedBy = null;
	}
}

/**
 * What an operation recorded for a ticket, or the corrections that stand in its place: these name the same turn.
 * The scan is 1 ms at 20,000 results, and an undo is rare.
 */
function countedBy(floor: Floor, operationId: string, ticketId: string): string[] {
	const named = floor.recorded.get(recordedKey(operationId, ticketId));
	if (!named || named.applied) return named ? [recordedKey(operationId, ticketId)] : [];
	return [...floor.recorded]
		.filter(
			([, r]) =>
				r.applied && r.ticketId === ticketId && r.step === named.step && r.turn === named.turn
		)
		.map(([key]) => key);
}

function standDown(floor: Floor, key: string, touched: Touched): void {
	const recorded = floor.recorded.get(key);
	if (!recorded?.applied) return;
	recorded.applied = false;
	touched.recorded.add(key);
	tallyResults(floor.tally, recorded, (id) => floor.services.get(id)?.counts, -1);
}

export function corrected(
	floor: Floor,
	fact: FactOf<'corrected'>,
	entry: Entry,
	touched: Touched
): void {
	const key = recordedKey(fact.operationId, fact.ticketId);
	const before = floor.recorded.get(key);
	const ticket = floor.tickets.get(fact.ticketId);
	if (!before || !ticket) return;
	standDown(floor, key, touched);
	const again = { ...before, operationId: entry.operationId, results: fact.results, applied: true };
	const newKey = recordedKey(entry.operationId, fact.ticketId);
	floor.recorded.set(newKey, again);
	touched.recorded.add(newKey);
	const booth = floor.booths.get(before.boothId);
	if (booth) remember(booth.lastEnded, newKey);
	tallyResults(floor.tally, again, (id) => floor.services.get(id)?.counts, 1);
	const own = fact.results.find((r) => r.serviceId === ticket.steps[before.step]?.serviceId);
	const turn = ticket.steps[before.step]?.turns[before.turn];
	if (own && turn) {
		turn.outcome = own.outcome;
		turn.reasonId = failureReason(fact.results, own.serviceId);
	}
	touched.tickets.add(ticket.id);
}

/** Counts a ticket as cancelled (sign 1), or no more (sign −1). */
export function countCancelled(floor: Floor, ticket: Ticket, sign: 1 | -1): void {
	const day = dayTally(floor.tally, ticket.day);
	day.cancelledTickets += sign;
	day.cancelledPeople += sign * ticket.party;
	tallyAnswers(day, ticket.answers, sign === 1 ? -1 : 1);
}

/** Why a service could not be done, by the results of one sitting; null when it was done or no reason was given. */
export function failureReason(results: Result[], serviceId: string): string | null {
	const own = results.find((r) => r.serviceId === serviceId && r.outcome === 'failed');
	return own?.reasonId ?? null;
}
