import { SUCCESSES } from '../catalogue.ts';
import { newStep, newTurn } from '../evolve-ticket.ts';
import type { Fact } from '../fact.ts';
import type { Floor } from '../floor.ts';
import { refuse } from '../refusal.ts';
import { activeTurn, stepIsOver, stepState, turnOf } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import {
	findBooth,
	findTicket,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';
import { checkResults, endedFact, sumOf } from './sitting.ts';

/**
 * A result without a call: a helper who goes about has scanned a slip, or whoever stayed at a booth is done there. The
 * ticket's own turn stands where it stood. A service that is not on the ticket is added to it; one that was done on it is
 * refused, because the same slip scanned twice must not count twice.
 */
export function record(floor: Floor, wish: WishOf<'record'>, context: Context): Decision {
	const at = findBooth(floor, wish.boothId);
	if (isRefusal(at)) return at;
	const { boothId, results } = wish;
	const serviceId = results[0]!.serviceId;
	if (results.some((result) => result.serviceId !== serviceId)) return refuse('wrong-service');
	if (floor.status !== 'open') return refuse('not-open');
	if (!at.booth.services.includes(serviceId)) return refuse('wrong-service');
	const ticket = findTicket(floor, wish.ticketId);
	if (isRefusal(ticket)) return ticket;
	const ticketNumber = { ticket: numberOf(ticket) };
	if (ticket.day !== floor.day) return refuse('ticket-over', ticketNumber);
	const leased = leasedAway(floor, ticket, boothId);
	if (leased) return leased;

	const own = ticket.steps.filter((step) => step.serviceId === serviceId);
	const due = own.filter((step) => !stepIsOver(step));
	const step = due.find((one) => one.staysAt === boothId) ?? due[0];
	const sits = activeTurn(ticket);
	const seated = sits?.state === 'called' || sits?.state === 'serving';
	const stayed = step?.staysAt === boothId && ticket.active !== step.no;
	if (seated && !stayed) return refuse('at-another-booth', ticketNumber);
	const wasDone = own.some(
		(one) =>
			stepState(one) === 'ended' &&
			(one.closed === 'result' || SUCCESSES.includes(turnOf(one)?.outcome ?? 'left'))
	);
	if (!step && wasDone) return refuse('service-done', ticketNumber);

	const count = sumOf(results, serviceId);
	const target = step ?? newStep(ticket.steps.length, serviceId, count);
	if (count > ticket.party) return refuse('count-above-party', { limit: ticket.party });
	const wrong = checkResults(floor, ticket, target, results);
	if (wrong) return wrong;
	const active = step && ticket.active === step.no ? turnOf(step) : undefined;
	if (step && active) {
		return [endedFact(floor, { ticket, step, turn: active }, boothId, results, context, true)];
	}
	const { operationId, at: dueAt } = context;
	const turn = newTurn(target.turns.length, 'beside', operationId, dueAt);
	const ended = endedFact(floor, { ticket, step: target, turn }, boothId, results, context, true);
	const named = { ticketId: ticket.id, step: target.no, turn: turn.no };
	const added: Fact[] = step
		? []
		: [{ kind: 'step-added', ticketId: ticket.id, serviceId, people: count }];
	return [
		...added,
		{ kind: 'turn-begun', ...named, follows: operationId, dueAt, beside: true },
		// A journey that had ended stays ended.
		{ ...ended, next: ticket.active === null ? null : ended.next }
	];
}
