import { SUCCESSES } from './catalogue.ts';
import type { NextTurn } from './fact.ts';
import type { Floor } from './floor.ts';
import { expectedWaitMs } from './forecast.ts';
import { stepIsOver, turnOf, type Step, type Ticket } from './ticket.ts';

/** A step as the choice of the next one sees it; `over` and `success` may already include what is being decided. */
interface Standing {
	step: Step;
	over: boolean;
	success: boolean;
}

function standing(step: Step): Standing {
	const outcome = turnOf(step)?.outcome ?? null;
	return {
		step,
		over: stepIsOver(step),
		success: step.closed === 'result' || (outcome !== null && SUCCESSES.includes(outcome))
	};
}

/** Ends that the operation being decided brings about: step number → whether with success. */
export type Ends = ReadonlyMap<number, boolean>;

function withEnds(ticket: Ticket, ends: Ends): Standing[] {
	return ticket.steps.map((step) => {
		const success = ends.get(step.no);
		return success === undefined ? standing(step) : { step, over: true, success };
	});
}

/** Due steps whose `needs` can never be met any more, because that step ended without success. */
export function unreachable(floor: Floor, ticket: Ticket, ends: Ends): number[] {
	const all = withEnds(ticket, ends);
	return all
		.filter(({ step, over }) => {
			const needs = floor.services.get(step.serviceId)?.needs ?? [];
			return !over && all.some((o) => o.over && !o.success && needs.includes(o.step.serviceId));
		})
		.map(({ step }) => step.no);
}

/**
 * The next step of a ticket, by expected wait, among those still due whose prerequisites are met.
 * `after`: the other step has ended in any way; `needs`: it ended with success; a service that is not on the ticket asks nothing.
 * The new turn falls due now, less the rules' share of the time already waited for the steps before.
 * @param first a service that goes before the others, whatever the wait, once its prerequisites are met
 */
export function nextStep(
	floor: Floor,
	ticket: Ticket,
	at: number,
	ends: Ends,
	first: string | null = null
): NextTurn | null {
	const lost = new Set(unreachable(floor, ticket, ends));
	const all = withEnds(ticket, ends);
	const ready = all.filter(({ step, over }) => {
		if (over || lost.has(step.no)) return false;
		const service = floor.services.get(step.serviceId);
		const waitsFor = [...(service?.after ?? []), ...(service?.needs ?? [])];
		const waitedFor = ({ step: o, over: done }: Standing) =>
			!done && o !== step && o.staysAt === null && waitsFor.includes(o.serviceId);
		return !all.some(waitedFor);
	});
	// Whoever stayed at a booth is due when the others have gone everywhere.
	const going = ready.filter(({ step }) => step.staysAt === null);
	const choice = going.length > 0 ? going : ready;
	const wished = choice.find(({ step }) => step.serviceId === first);
	const best = wished ? wished.step.no : shortestWait(floor, choice, at);
	if (best === null) return null;
	const waited = ticket.steps.reduce((sum, step) => {
		const turn = turnOf(step);
		return turn?.calledAt ? sum + Math.max(0, turn.calledAt - turn.dueAt) : sum;
	}, 0);
	return { step: best, dueAt: Math.round(at - waited * floor.rules.laterStepShare) };
}

/** The step with the shortest expected wait, the first of equal ones; most often there is only one and nothing to reckon. */
function shortestWait(floor: Floor, ready: Standing[], at: number): number | null {
	const [first, ...others] = ready.map(({ step }) => step);
	if (!first) return null;
	if (others.length === 0) return first.no;
	let best = first;
	let shortest = expectedWaitMs(floor, first.serviceId, at);
	for (const step of others) {
		const wait = expectedWaitMs(floor, step.serviceId, at);
		if (wait < shortest) [best, shortest] = [step, wait];
	}
	return best.no;
}
