import { change, changeTurn, newTurn, serve, undoable } from './evolve-ticket.ts';
import type { Entry, FactOf, Result } from './fact.ts';
import { recordedKey, remember, type Floor } from './floor.ts';
import {
	boothTally,
	curveBucket,
	CYCLE_BUCKET_MS,
	CYCLE_BUCKETS,
	dayTally,
	tallyInto,
	tallyPutOff,
	tallyResults
} from './tally.ts';
import {
	activeStep,
	activeTurn,
	stepIsOver,
	stepState,
	turnOf,
	type Step,
	type Ticket,
	type Turn
} from './ticket.ts';
import { countCancelled, dropAdded, failureReason, reopen } from './evolve-undo.ts';
import type { Touched } from './touched.ts';

export function ended(floor: Floor, fact: FactOf<'ended'>, entry: Entry, touched: Touched): void {
	changeTurn(floor, fact, touched, (turn, ticket, step) => {
		if (turn.state === 'ended' && !fact.decisive)
			return alsoCounted(floor, entry, ticket, fact, touched);
		if (turn.state === 'ended') return decideAgain(floor, entry, ticket, turn, step, fact, touched);
		const day = dayTally(floor.tally, ticket.day);
		if (!fact.late && turn.calledAt !== null && turn.origin !== 'undo') {
			const ms = entry.at - turn.calledAt;
			tallyInto(day.cycles, step.serviceId, ms, CYCLE_BUCKET_MS, CYCLE_BUCKETS);
		}
		turn.state = 'ended';
		turn.withdrawn = false;
		turn.endedAt = entry.at;
		turn.outcome = fact.outcome;
		turn.late = fact.late;
		turn.reasonId = failureReason(fact.results, step.serviceId);
		turn.boothId = fact.boothId;
		turn.fence = Math.max(turn.fence, fact.fence);
		// Done is done: whatever had closed the step before, and any later turn that it had been given.
		const last = turnOf(step) === turn;
		step.closed = last ? null : 'result';
		step.closedBy = last ? null : entry.operationId;
		serve(floor, ticket, turn);
		boothTally(day, fact.boothId).turns++;
		curveBucket(day, entry.at).ended++;
		closeOthers(ticket, fact, entry.operationId);
		const here = ticket.active === null || ticket.active === step.no;
		if (here || stepIsOver(ticket.steps[ticket.active!]!)) {
			ticket.lease = null;
			goTo(ticket, fact.next, 'next', entry.operationId);
			ticket.undoable = undoable(entry, 'finish', fact, turn);
		}
		if (turn.origin === 'beside') ticket.undoable = undoable(entry, 'record', fact, turn);
		record(floor, entry, ticket, fact, fact.results, touched);
	});
}

/** A result closes a step for good, whatever had closed it before; what is out of reach only closes what nobody sits at. */
function closeOthers(ticket: Ticket, fact: FactOf<'ended'>, operationId: string): void {
	const close = (no: number, how: 'result' | 'dropped') => {
		const other = ticket.steps[no];
		if (!other || other.closed === 'result' || (how === 'dropped' && isTaken(other))) return;
		other.closed = how;
		other.closedBy = operationId;
	};
	fact.alsoEnded.forEach((no) => close(no, 'result'));
	fact.unreachable.forEach((no) => close(no, 'dropped'));
}

function isTaken(step: Step): boolean {
	return step.closed !== null || ['called', 'serving'].includes(stepState(step));
}

/** Results for further services of a sitting whose own turn another operation has ended. */
function alsoCounted(
	floor: Floor,
	entry: Entry,
	ticket: Ticket,
	fact: FactOf<'ended'>,
	touched: Touched
): void {
	closeOthers(ticket, fact, entry.operationId);
	if (ticket.active === null || stepIsOver(ticket.steps[ticket.active]!)) {
		goTo(ticket, fact.next, 'next', entry.operationId);
	}
	record(floor, entry, ticket, fact, fact.results, touched);
}

/** The turn had ended by an operation that gives way to this one; the citizen has gone on already. */
function decideAgain(
	floor: Floor,
	entry: Entry,
	ticket: Ticket,
	turn: Turn,
	step: Step,
	fact: FactOf<'ended'>,
	touched: Touched
): void {
	turn.outcome = fact.outcome;
	turn.reasonId = failureReason(fact.results, step.serviceId);
	turn.fence = Math.max(turn.fence, fact.fence);
	alsoCounted(floor, entry, ticket, fact, touched);
}

/** Some results of an operation give way to those of another; what stays goes on counting. */
export function overruled(floor: Floor, fact: FactOf<'overruled'>, touched: Touched): void {
	const key = recordedKey(fact.operationId, fact.ticketId);
	const recorded = floor.recorded.get(key);
	if (!recorded?.applied) return;
	const counts = (id: string) => floor.services.get(id)?.counts;
	tallyResults(floor.tally, recorded, counts, -1);
	recorded.results = fact.kept;
	recorded.applied = fact.kept.length > 0;
	tallyResults(floor.tally, recorded, counts, 1);
	touched.recorded.add(key);
	change(floor, fact.ticketId, touched, (ticket) => {
		const dropped = ticket.steps.filter(({ closed }) => closed === 'dropped');
		reopen(dropped, fact.operationId);
		// Nobody stayed behind at a sitting of which nothing counts.
		const unbegun = ticket.steps.filter(({ turns }) => turns.length === 0);
		if (fact.kept.length === 0) dropAdded(unbegun, fact.operationId);
	});
}

function record(
	floor: Floor,
	entry: Entry,
	ticket: Ticket,
	named: { step: number; turn: number; boothId: string; late: boolean; fence: number },
	results: Result[],
	touched: Touched
): void {
	const recorded = {
		operationId: entry.operationId,
		ticketId: ticket.id,
		step: named.step,
		turn: named.turn,
		boothId: named.boothId,
		by: entry.by,
		at: entry.at,
		day: ticket.day,
		results,
		applied: true,
		late: named.late,
		fence: named.fence
	};
	// One operation may end several tickets ("we already served these"), so the key holds the ticket too.
	const key = recordedKey(entry.operationId, ticket.id);
	floor.recorded.set(key, recorded);
	touched.recorded.add(key);
	const booth = floor.booths.get(named.boothId);
	if (booth) remember(booth.lastEnded, key);
	tallyResults(floor.tally, recorded, (id) => floor.services.get(id)?.counts, 1);
}

export function goTo(
	ticket: Ticket,
	next: { step: number; dueAt: number } | null,
	origin: Turn['origin'],
	follows: string
): void {
	ticket.active = next?.step ?? null;
	const step = next ? ticket.steps[next.step] : undefined;
	if (!step || !next) return;
	const turn = newTurn(step.turns.length, origin, follows, next.dueAt);
	// Whoever stayed at a booth is called by that booth.
	turn.boothOnly = step.staysAt;
	step.turns.push(turn);
}

/**
 * Opens a turn of a step that is not the active one. The step becomes the active one unless the citizen is known to sit
 * or to be called elsewhere: then that seat stays as it is.
 */
export function turnBegun(floor: Floor, fact: FactOf<'turn-begun'>, touched: Touched): void {
	change(floor, fact.ticketId, touched, (ticket) => {
		const step = ticket.steps[fact.step];
		if (!step || step.turns.length !== fact.turn) return;
		step.turns.push(newTurn(fact.turn, fact.beside ? 'beside' : 'next', fact.follows, fact.dueAt));
		if (fact.beside) return;
		const turn = activeTurn(ticket);
		const sits = turn?.state === 'called' || turn?.state === 'serving';
		if (sits || step.closed) return;
		if (turn && turn.state !== 'ended' && ticket.active !== fact.step) turn.withdrawn = true;
		ticket.active = fact.step;
		ticket.lease = null;
	});
}

export function turnOpened(
	floor: Floor,
	fact: FactOf<'turn-opened'>,
	entry: Entry,
	touched: Touched
): void {
	change(floor, fact.ticketId, touched, (ticket) => {
		const step = ticket.steps[fact.step];
		// Two makers that open the same turn join inside it.
		if (!step || step.turns.length !== fact.turn) return;
		const before = turnOf(step);
		const turn = newTurn(fact.turn, fact.origin, fact.follows, fact.dueAt);
		turn.state = fact.state;
		turn.rankAt = fact.rankAt;
		turn.boothOnly = fact.boothOnly;
		turn.heldUntil = fact.heldUntil;
		turn.reasonId = fact.reasonId;
		turn.boothId = fact.boothId;
		turn.seat = fact.seat;
		if (fact.state !== 'waiting') {
			turn.calls = Math.max(1, before?.calls ?? 1);
			turn.calledAt = before?.calledAt ?? entry.at;
		}
		ticket.lease = null;
		const left = activeStep(ticket);
		const leaving = left && left !== step ? turnOf(left) : undefined;
		if (leaving && leaving.state !== 'ended') leaving.withdrawn = true;
		step.turns.push(turn);
		step.closed = null;
		step.closedBy = null;
		ticket.active = fact.step;
		ticket.undoable = null;
		if (fact.state === 'serving') {
			turn.startedAt = before?.startedAt ?? entry.at;
			serve(floor, ticket, turn);
		}
		if (fact.origin === 'step-back') ticket.undoable = undoable(entry, 'step-back', fact, turn);
		if (before && (fact.origin === 'transfer' || fact.origin === 'hold')) {
			ticket.undoable = undoable(
				entry,
				fact.origin === 'hold' ? 'hold' : 'send',
				{ step: fact.step, turn: fact.turn },
				before
			);
		}
	});
}

/** A cancelled ticket stands nowhere and counts as nobody; how it stood is kept, for the undo. */
export function cancelled(
	floor: Floor,
	fact: FactOf<'cancelled'>,
	entry: Entry,
	touched: Touched
): void {
	change(floor, fact.ticketId, touched, (ticket) => {
		if (ticket.cancelled) return;
		ticket.cancelled = true;
		countCancelled(floor, ticket, 1);
		const turn = activeTurn(ticket);
		if (ticket.active === null || !turn) return;
		ticket.undoable = undoable(entry, 'cancel', { step: ticket.active, turn: turn.no }, turn);
	});
}

/**
 * Whoever waits no more: every step still due is over, without a result, and the journey ends as incomplete. People and
 * ticket still count, because they came. How the present turn stood is kept, for the undo.
 */
export function left(floor: Floor, fact: FactOf<'left'>, entry: Entry, touched: Touched): void {
	change(floor, fact.ticketId, touched, (ticket) => {
		const step = activeStep(ticket);
		const turn = activeTurn(ticket);
		if (ticket.cancelled || !step || !turn) return;
		for (const each of ticket.steps) {
			if (stepIsOver(each)) continue;
			each.closed = 'left';
			each.closedBy = entry.operationId;
		}
		ticket.active = null;
		ticket.lease = null;
		ticket.undoable = undoable(entry, 'leave', { step: step.no, turn: turn.no }, turn);
		if (!fact.putOff) return;
		ticket.putOff = fact.putOff;
		tallyPutOff(floor.tally, ticket, 1);
	});
}
