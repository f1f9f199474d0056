import { admitEnded } from './admit-ended.ts';
import { ALREADY, applied, conflicting, quarantined, type Admitted } from './admitted.ts';
import { newTurn } from './evolve-ticket.ts';
import type { Fact, FactOf } from './fact.ts';
import type { Floor } from './floor.ts';
import type { Deed, Operation } from './operation.ts';
import { nextTurn } from './verbs/turn.ts';
import {
	activeStep,
	activeTurn,
	stepIsOver,
	turnOf,
	type Step,
	type Ticket,
	type Turn
} from './ticket.ts';

type TurnDeed = Extract<Deed, { fence: number }>;
type Found = { ticket: Ticket; step: Step; turn: Turn };

/** Inside a turn states only grow, in this order: the join of two reports is the greater one. */
const RANK = { waiting: 0, called: 1, 'no-show': 2, serving: 3, ended: 4 } as const;

/** The step and turn that a deed speaks of; by hand, whatever turn its service's step is in now. */
function find(ticket: Ticket, deed: TurnDeed): { step: Step; turn: Turn | undefined } | null {
	if (deed.step !== null) {
		const step = ticket.steps[deed.step];
		const turn = step?.turns[deed.turn];
		return step && turn ? { step, turn } : null;
	}
	const own = ticket.steps.filter((step) => step.serviceId === deed.serviceId);
	const step = own.find((s) => !stepIsOver(s)) ?? own[0];
	if (!step) return null;
	const turn = turnOf(step);
	return { step, turn: turn?.withdrawn ? undefined : turn };
}

/** A step that is served by hand before the hall had come to it: its turn is opened beside whatever else stands. */
function openedByHand(
	ticket: Ticket,
	step: Step,
	operationId: string,
	at: number
): FactOf<'turn-begun'> {
	const named = { ticketId: ticket.id, step: step.no, turn: step.turns.length };
	return { kind: 'turn-begun', ...named, follows: operationId, dueAt: at };
}

/**
 * What a station says of one turn. The state joins whatever arrived before, in any order; seats are left to whoever
 * holds them: two citizens never come to sit in one by a late message.
 */
export function admitTurn(
	floor: Floor,
	operation: Operation,
	deed: TurnDeed,
	at: number
): Admitted {
	const ticket = floor.tickets.get(deed.ticketId);
	const place = ticket && !ticket.blank ? find(ticket, deed) : null;
	if (!ticket || !place) return quarantined('no-such-turn');
	if (!floor.booths.has(deed.boothId)) return quarantined('no-such-booth');
	const { step } = place;
	if (!place.turn && stepIsOver(step) && deed.kind !== 'ended') return ALREADY;
	const sits = activeTurn(ticket);
	if (
		!place.turn &&
		deed.kind !== 'ended' &&
		(sits?.state === 'called' || sits?.state === 'serving')
	) {
		return calledTwice(deed, step, { ticket, step: activeStep(ticket)!, turn: sits });
	}
	const begun = place.turn ? null : openedByHand(ticket, step, operation.operationId, at);
	const turn = place.turn ?? newTurn(step.turns.length, 'next', operation.operationId, at);
	const admitted = admitTo(floor, operation, deed, { ticket, step, turn }, at);
	// A contradiction alone puts nobody into a queue.
	const moves = admitted.facts.some(({ kind }) => kind !== 'conflicted');
	if (!begun || !moves) return admitted;
	return { ...admitted, facts: [begun, ...admitted.facts] };
}

function admitTo(
	floor: Floor,
	operation: Operation,
	deed: TurnDeed,
	found: Found,
	at: number
): Admitted {
	if (deed.kind === 'ended') return admitEnded(floor, operation, deed, found, at);
	const { ticket, step, turn } = found;
	const past = ticket.cancelled || stepIsOver(step) || turn.no < step.turns.length - 1;
	if (past) return ALREADY;
	const named = { ticketId: ticket.id, step: step.no, turn: turn.no };
	switch (deed.kind) {
		case 'called':
			return admitCalled(floor, deed, found);
		case 'recalled':
			if (turn.state !== 'called' || turn.calls >= deed.calls) return ALREADY;
			return applied({ kind: 'recalled', ...named, calls: deed.calls });
		case 'missed':
			if (RANK[turn.state] >= RANK['no-show']) return ALREADY;
			return applied({ kind: 'missed', ...named }, ...backFromElsewhere(floor, operation, found));
		case 'started':
			return admitStarted(floor, deed, found);
		default:
			return deed satisfies never;
	}
}

/**
 * Whoever was called in vain because another booth had them for another step meanwhile waits again, as they would had
 * that booth been heard of last.
 */
function backFromElsewhere(
	floor: Floor,
	{ operationId }: Operation,
	{ ticket, step, turn }: Found
): Fact[] {
	const calledAt = turn.calledAt ?? Infinity;
	const servedByHand = ticket.steps.some((other) => {
		const last = turnOf(other);
		const byHand = last?.state === 'ended' && last.fence === 0 && last.origin === 'next';
		return other !== step && byHand && (last.endedAt ?? 0) >= calledAt;
	});
	const calledByHand = [...floor.conflicts.values()].some(
		({ ticketId, step: other, met }) =>
			ticketId === ticket.id && other !== step.no && met?.step === step.no && met.turn === turn.no
	);
	if (!servedByHand && !calledByHand) return [];
	return [nextTurn(ticket, step, operationId, { origin: 'return', dueAt: turn.dueAt })];
}

function callOf(
	floor: Floor,
	deed: Extract<TurnDeed, { kind: 'called' | 'started' }>,
	{ ticket, step, turn }: Found
): Fact {
	return {
		kind: 'called',
		ticketId: ticket.id,
		step: step.no,
		turn: turn.no,
		boothId: deed.boothId,
		seat: deed.seat,
		by: deed.fence === 0 ? 'hand' : 'lease',
		reasonId: null,
		fence: deed.fence
	};
}

/** Who sits in the seat that a station means; null when it is free, or this ticket's own. */
function sitter(
	floor: Floor,
	deed: { boothId: string; seat: number },
	ticket: Ticket
): string | null {
	const holder = floor.booths.get(deed.boothId)!.seats[deed.seat - 1] ?? null;
	return holder === ticket.id ? null : holder;
}

/** Two booths called one ticket, this one for `step`, the other one as `met` stands: both are told, neither seat changes. */
function calledTwice(
	{ boothId }: { boothId: string },
	step: Step,
	met: Found,
	...facts: Fact[]
): Admitted {
	return conflicting(
		{
			ticketId: met.ticket.id,
			conflict: 'call',
			step: step.no,
			boothId,
			otherBoothId: met.turn.boothId,
			met: { step: met.step.no, turn: met.turn.no },
			results: []
		},
		'called by two booths',
		...facts
	);
}

function admitCalled(
	floor: Floor,
	deed: Extract<TurnDeed, { kind: 'called' }>,
	found: Found
): Admitted {
	const { turn, ticket } = found;
	if (turn.state === 'waiting') {
		if (sitter(floor, deed, ticket)) return calledTwice(deed, found.step, found);
		return applied(callOf(floor, deed, found));
	}
	return turn.boothId === deed.boothId ? ALREADY : calledTwice(deed, found.step, found);
}

function admitStarted(
	floor: Floor,
	deed: Extract<TurnDeed, { kind: 'started' }>,
	found: Found
): Admitted {
	const { ticket, step, turn } = found;
	const elsewhere = turn.boothId !== null && turn.boothId !== deed.boothId;
	if (turn.state === 'serving') return elsewhere ? calledTwice(deed, found.step, found) : ALREADY;
	const free = !sitter(floor, deed, ticket);
	const { boothId } = deed;
	// Nobody is seated on another's seat by a late message: then the sitting is known without its seat.
	const seatedAt = turn.state === 'no-show' ? { boothId, seat: free ? deed.seat : null } : null;
	const started: Fact = {
		kind: 'started',
		ticketId: ticket.id,
		step: step.no,
		turn: turn.no,
		seatedAt
	};
	if (turn.state === 'waiting') {
		return free
			? applied(callOf(floor, deed, found), started)
			: calledTwice(deed, found.step, found);
	}
	if (turn.state === 'called' && elsewhere) return calledTwice(deed, step, found, started);
	return applied(started);
}
