import { pauseOfService, type Floor } from '../floor.ts';
import { nextStep } from '../journey.ts';
import { refuse } from '../refusal.ts';
import { activeStep, stepState, type Step, type Ticket } from '../ticket.ts';
import type { WishOf } from '../wish.ts';
import {
	findActive,
	isRefusal,
	leasedAway,
	numberOf,
	type Context,
	type Decision
} from './context.ts';
import { nextTurn } from './turn.ts';

/**
 * The step that a citizen may take first while the service waited for is paused: of those due that may be done now and
 * are not paused themselves, the one with the shortest wait. Null when there is none, or nothing is paused.
 */
export function otherStep(floor: Floor, ticket: Ticket, at: number): Step | null {
	const waitsFor = activeStep(ticket);
	if (!waitsFor || ticket.cancelled || ticket.day !== floor.day) return null;
	if (stepState(waitsFor) !== 'waiting' || !pauseOfService(floor, waitsFor.serviceId)) return null;
	const stopped = ticket.steps
		.filter((step) => step === waitsFor || pauseOfService(floor, step.serviceId) !== null)
		.map(({ serviceId }) => serviceId);
	// What must come after a paused one waits with it.
	const steps = ticket.steps.filter(({ serviceId }) => {
		const { after = [], needs = [] } = floor.services.get(serviceId) ?? {};
		return ![serviceId, ...after, ...needs].some((id) => stopped.includes(id));
	});
	const next = nextStep(floor, { ...ticket, steps }, at, new Map());
	return next && (ticket.steps[next.step] ?? null);
}

/** The other step goes first, with the place by time that the citizen had; the paused one is due again after it. */
export function otherStepFirst(
	floor: Floor,
	wish: WishOf<'other-step-first'>,
	context: Context
): Decision {
	const found = findActive(floor, wish.ticketId);
	if (isRefusal(found)) return found;
	const { ticket, turn } = found;
	const leased = leasedAway(floor, ticket, null);
	if (leased) return leased;
	const other = otherStep(floor, ticket, context.at);
	if (!other) return refuse('other-step-missing', { ticket: numberOf(ticket) });
	return [nextTurn(ticket, other, context.operationId, { origin: 'transfer', dueAt: turn.dueAt })];
}
