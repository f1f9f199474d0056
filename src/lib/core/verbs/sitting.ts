import type { Outcome, Service } from '../catalogue.ts';
import { SUCCESSES } from '../catalogue.ts';
import { newStep } from '../evolve-ticket.ts';
import type { Fact, FactOf, Result } from '../fact.ts';
import type { Floor } from '../floor.ts';
import { nextStep, unreachable } from '../journey.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { stepIsOver, stepState, turnOf, type Step, type Ticket, type Turn } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import { seatOrRefusal } from './booth.ts';
import {
	findActive,
	findBooth,
	findCallingBooth,
	findSeated,
	findTicket,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';
import { nextTurn } from './turn.ts';

export function start(floor: Floor, wish: WishOf<'start'>): Decision {
	const found = findSeated(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	if (turn.state !== 'called') return refuse('not-called', { ticket: numberOf(ticket) });
	return [{ kind: 'started', ticketId: ticket.id, step: step.no, turn: turn.no, seatedAt: null }];
}

/** What an officer may record for one service; the same check for a finish and for a correction. */
function checkResult(service: Service | undefined, result: Result, people: number): Refusal | null {
	if (!service) return refuse('no-such-service');
	if (!service.outcomes.includes(result.outcome)) return refuse('outcome-not-offered');
	if (result.outcome === 'failed' && !result.reasonId) return refuse('reason-missing');
	if (result.outcome === service.counts && service.levels.length > 0) {
		if (result.level === null || !service.levels.includes(result.level))
			return refuse('level-missing');
	} else if (result.level !== null) return refuse('level-missing');
	return result.count > people ? refuse('count-above-party', { limit: people }) : null;
}

/**
 * @param instead the operation whose results these replace; `ownLost`: another operation's count for its own service
 */
export function checkResults(
	floor: Floor,
	ticket: Ticket,
	step: Step,
	results: Result[],
	instead: { operationId: string; ownLost: boolean } | null = null
): Refusal | null {
	const own = floor.services.get(step.serviceId);
	const hasOwn = results.some((r) => r.serviceId === step.serviceId);
	if (instead?.ownLost && hasOwn) return refuse('service-done', { ticket: numberOf(ticket) });
	if (!instead?.ownLost && !hasOwn) return refuse('result-missing');
	const sums = new Map<string, number>();
	for (const result of results) {
		const onTicket =
			result.serviceId === step.serviceId
				? step
				: ticket.steps.find((s) => s.serviceId === result.serviceId);
		if (result.serviceId !== step.serviceId && !own?.also.includes(result.serviceId)) {
			return refuse('wrong-service');
		}
		const people = onTicket?.people ?? ticket.party;
		const wrong = checkResult(floor.services.get(result.serviceId), result, people);
		if (wrong) return wrong;
		if (result.reasonId && !floor.reasons.has(result.reasonId)) return refuse('no-such-reason');
		const before =
			sums.get(result.serviceId) ??
			doneElsewhere(floor, ticket, step, result, instead?.operationId ?? null);
		const sum = before + result.count;
		if (sum > people) return refuse('count-above-party', { limit: people });
		sums.set(result.serviceId, sum);
	}
	return null;
}

/** How many people of the ticket were done for this service in other sittings: nobody is counted twice. */
function doneElsewhere(
	floor: Floor,
	ticket: Ticket,
	step: Step,
	{ serviceId, outcome }: Result,
	instead: string | null
): number {
	const over = ticket.steps.some((s) => s.serviceId === serviceId && s !== step && stepIsOver(s));
	if (!over || serviceId === step.serviceId || !SUCCESSES.includes(outcome)) return 0;
	let people = 0;
	for (const recorded of floor.recorded.values()) {
		if (recorded.ticketId !== ticket.id || !recorded.applied) continue;
		if (recorded.operationId === instead) continue;
		for (const result of recorded.results) {
			if (result.serviceId === serviceId && SUCCESSES.includes(result.outcome)) {
				people += result.count;
			}
		}
	}
	return people;
}

/** A step's outcome when a sitting gave several results for it: the best one. */
function outcomeOf(results: Result[], serviceId: string): Outcome {
	const own = results.filter((r) => r.serviceId === serviceId).map((r) => r.outcome);
	return own.find((outcome) => SUCCESSES.includes(outcome)) ?? own[0] ?? 'left';
}

/** The end of a sitting with where the citizen goes next; shared by both doors. */
export function endedFact(
	floor: Floor,
	found: { ticket: Ticket; step: Step; turn: Turn },
	boothId: string,
	results: Result[],
	context: Context,
	late: boolean
): FactOf<'ended'> {
	const { ticket, step, turn } = found;
	const outcome = outcomeOf(results, step.serviceId);
	const alsoEnded = ticket.steps
		.filter(
			(other) =>
				other.no !== step.no &&
				other.staysAt === null &&
				stepState(other) !== 'ended' &&
				results.some((r) => r.serviceId === other.serviceId)
		)
		.map((other) => other.no);
	const ends = new Map<number, boolean>([[step.no, SUCCESSES.includes(outcome)]]);
	for (const no of alsoEnded) {
		ends.set(no, SUCCESSES.includes(outcomeOf(results, ticket.steps[no]!.serviceId)));
	}
	const left = outcome === 'left';
	return {
		kind: 'ended',
		ticketId: ticket.id,
		step: step.no,
		turn: turn.no,
		outcome,
		results,
		boothId,
		alsoEnded,
		unreachable: unreachable(floor, ticket, ends),
		// Whoever left does not wait for the rest of the journey.
		next: left ? null : nextStep(floor, ticket, context.at, ends),
		late,
		fence: turn.fence,
		decisive: true
	};
}

/** Ends the sitting with its results, and chooses where the citizen goes next. */
export function finish(floor: Floor, wish: WishOf<'finish'>, context: Context): Decision {
	const found = findSeated(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step } = found;
	const wrong = checkResults(floor, ticket, step, wish.results);
	if (wrong) return wrong;
	const ended = endedFact(floor, found, found.boothId, wish.results, context, false);
	const stays = wish.stays ?? 0;
	if (stays === 0) return [ended];
	const done = sumOf(wish.results, step.serviceId);
	if (done + stays > step.people) return refuse('count-above-party', { limit: step.people });
	if (!ended.next) return refuse('nowhere-to-go', { ticket: numberOf(ticket) });
	const { serviceId } = step;
	return [
		ended,
		{ kind: 'step-added', ticketId: ticket.id, serviceId, people: stays, staysAt: found.boothId }
	];
}

/** The people that some results give for one service. */
export function sumOf(results: Result[], serviceId: string): number {
	return results
		.filter((result) => result.serviceId === serviceId)
		.reduce((sum, { count }) => sum + count, 0);
}

/** Forgotten presses made good: these were served here already; their times say nothing about waits. */
export function serveLate(floor: Floor, wish: WishOf<'serve-late'>, context: Context): Decision {
	const at = findBooth(floor, wish.boothId);
	if (isRefusal(at)) return at;
	const facts: Fact[] = [];
	for (const ticketId of new Set(wish.ticketIds)) {
		const found = findActive(floor, ticketId);
		if (isRefusal(found)) return found;
		const { ticket, step, turn } = found;
		if (!at.booth.services.includes(step.serviceId)) {
			return refuse('wrong-service', { ticket: numberOf(ticket) });
		}
		const leased = leasedAway(floor, ticket, at.booth.id);
		if (leased) return leased;
		if (turn.boothId && turn.boothId !== at.booth.id && stepState(step) !== 'waiting') {
			return refuse('at-another-booth', { ticket: numberOf(ticket) });
		}
		if (stepState(step) === 'held' && turn.boothOnly !== at.booth.id) {
			return refuse('kept-for-another-booth', { ticket: numberOf(ticket) });
		}
		const result: Result = {
			serviceId: step.serviceId,
			outcome: wish.outcome,
			level: wish.level,
			reasonId: wish.outcome === 'failed' ? (wish.reasonId ?? null) : null,
			count: step.people
		};
		const wrong = checkResults(floor, ticket, step, [result]);
		if (wrong) return { ...wrong, detail: { ...wrong.detail, ticket: numberOf(ticket) } };
		facts.push(endedFact(floor, found, at.booth.id, [result], context, true));
	}
	return facts;
}

/**
 * Sends a citizen elsewhere: to another booth of the same service (the place by time is kept),
 * or to another service first, after which the journey comes back to this one.
 */
export function send(floor: Floor, wish: WishOf<'send'>, context: Context): Decision {
	const found = findActive(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	const booth = wish.boothId === null ? null : floor.booths.get(wish.boothId);
	if (booth === undefined || booth?.booth.withdrawn) return refuse('no-such-booth');
	if (booth?.booth.seats === 0) return refuse('roaming-booth', { booth: `${booth.booth.number}` });
	const serviceId =
		wish.serviceId ??
		(booth && !booth.booth.services.includes(step.serviceId)
			? booth.booth.services[0]!
			: step.serviceId);
	if (!floor.services.has(serviceId)) return refuse('no-such-service');
	if (booth && !booth.booth.services.includes(serviceId)) return refuse('wrong-service');
	const boothOnly = booth?.booth.id ?? null;
	if (serviceId === step.serviceId) {
		if (turn.state === 'waiting' && turn.boothOnly === boothOnly) {
			return refuse('already-there', { ticket: numberOf(ticket) });
		}
		return [
			nextTurn(ticket, step, context.operationId, {
				origin: 'transfer',
				dueAt: turn.dueAt,
				boothOnly
			})
		];
	}
	const other = ticket.steps.find((s) => s.serviceId === serviceId && !stepIsOver(s));
	if (other)
		return [
			nextTurn(ticket, other, context.operationId, {
				origin: 'transfer',
				dueAt: turn.dueAt,
				boothOnly
			})
		];
	const added = newStep(ticket.steps.length, serviceId, step.people);
	return [
		{ kind: 'step-added', ticketId: ticket.id, serviceId, people: step.people },
		nextTurn(ticket, added, context.operationId, {
			origin: 'transfer',
			dueAt: turn.dueAt,
			boothOnly
		})
	];
}

/** Back to the queue as if not called, with the same place by time. */
export function returnToQueue(floor: Floor, wish: WishOf<'return'>, context: Context): Decision {
	const found = findActive(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	if (stepState(step) === 'waiting' && turn.boothOnly === null) {
		return refuse('already-there', { ticket: numberOf(ticket) });
	}
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	return [nextTurn(ticket, step, context.operationId, { origin: 'return', dueAt: turn.dueAt })];
}

/** Frees the seat and keeps the citizen on the booth's own list for a set time ("chờ mã OTP"). */
export function hold(floor: Floor, wish: WishOf<'hold'>, context: Context): Decision {
	const found = findSeated(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn, boothId } = found;
	if (wish.reasonId && !floor.reasons.has(wish.reasonId)) return refuse('no-such-reason');
	if (!wish.reasonId && hasHoldReason(floor, step.serviceId)) return refuse('reason-missing');
	return [
		nextTurn(ticket, step, context.operationId, {
			origin: 'hold',
			dueAt: turn.dueAt,
			boothOnly: boothId,
			heldUntil: context.at + wish.minutes * 60_000,
			reasonId: wish.reasonId
		})
	];
}

/** Whether there is something to choose from: a hall without reasons for holds can hold all the same. */
function hasHoldReason(floor: Floor, serviceId: string): boolean {
	for (const { kind, withdrawn, services } of floor.reasons.values()) {
		const fits = services.length === 0 || services.includes(serviceId);
		if (kind === 'hold' && !withdrawn && fits) return true;
	}
	return false;
}

/** From the booth's hold list back into a free seat, before the next call. */
export function takeBack(floor: Floor, wish: WishOf<'take-back'>): Decision {
	const at = findCallingBooth(floor, wish.boothId);
	if (isRefusal(at)) return at;
	const found = findActive(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, step, turn } = found;
	if (stepState(step) !== 'held') return refuse('not-held', { ticket: numberOf(ticket) });
	if (turn.boothOnly !== at.booth.id) {
		return refuse('kept-for-another-booth', { ticket: numberOf(ticket) });
	}
	const seat = seatOrRefusal(at, wish.seat);
	if (isRefusal(seat)) return seat;
	const named = { ticketId: ticket.id, step: step.no, turn: turn.no };
	return [
		{
			kind: 'called',
			...named,
			boothId: at.booth.id,
			seat,
			by: 'without-call',
			reasonId: null,
			fence: ticket.fence + 1
		},
		{ kind: 'started', ...named, seatedAt: null }
	];
}

/** A result put right afterwards: it never moves the ticket. */
export function correct(floor: Floor, wish: WishOf<'correct'>): Decision {
	const recorded = [...floor.recorded.values()].filter((r) => r.operationId === wish.operationId);
	const named = recorded[0];
	if (!named || recorded.length > 1 || !named.applied) return refuse('nothing-to-undo');
	const ticket = findTicket(floor, named.ticketId);
	if (isRefusal(ticket)) return ticket;
	const step = ticket.steps[named.step];
	if (!step || !turnOf(step)) return refuse('nothing-to-undo');
	const { operationId } = wish;
	const ownLost = !named.results.some(({ serviceId }) => serviceId === step.serviceId);
	const wrong = checkResults(floor, ticket, step, wish.results, { operationId, ownLost });
	if (wrong) return wrong;
	return [
		{ kind: 'corrected', operationId: wish.operationId, ticketId: ticket.id, results: wish.results }
	];
}
