import type { StepBrief, TicketBrief } from '#lib/core/brief.ts';
import type { Outcome, Reason, Service } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { BoothState } from '#lib/core/view/booth-view.ts';

/** A service whose result the same sitting may give beside its own. */
export interface AlsoService {
	service: Service;
	people: number;
}

/** Who sits in a seat, and what may be recorded for them. */
export interface Sitting {
	ticket: TicketBrief;
	number: string;
	step: StepBrief;
	service: Service;
	also: AlsoService[];
	/** Reasons of this service for "could not be done", in the organiser's order. */
	reasons: Reason[];
}

/** What the choices of a sitting need to know of it; a station alone knows no more of the ticket. */
export type SittingParts = Pick<Sitting, 'number' | 'service' | 'also' | 'reasons'> & {
	ticket: { steps: readonly StepBrief[] };
	step: Pick<StepBrief, 'no' | 'people'>;
};

/** What the officer has chosen so far for one sitting. Whoever is in no other count was served with success. */
export interface Draft {
	others: Partial<Record<Outcome, number>>;
	/** People who stay at the booth while the others of the party go on. */
	stays: number;
	reasonId: string | null;
	/** Ids of `also` services that were done in the same sitting. */
	also: string[];
}

export const EMPTY_DRAFT: Draft = { others: {}, stays: 0, reasonId: null, also: [] };

/** The sitting of a ticket at this booth; null when its journey is over or its service unknown. */
export function sittingOf(
	state: BoothState,
	ticket: TicketBrief | null | undefined
): Sitting | null {
	const step = ticket?.active == null ? undefined : ticket.steps[ticket.active];
	const service = state.services.find(({ id }) => id === step?.serviceId);
	if (!ticket || !step || !service) return null;
	const also = service.also.flatMap((id) => {
		const other = state.services.find((s) => s.id === id);
		const onTicket = ticket.steps.find((s) => s.serviceId === id);
		if (!other || onTicket?.state === 'ended') return [];
		return [{ service: other, people: Math.min(onTicket?.people ?? ticket.party, step.people) }];
	});
	const number = formatNumber(ticket.prefix, ticket.number);
	return {
		ticket,
		number,
		step,
		service,
		also,
		reasons: reasonsFor(state.reasons, 'failure', service.id)
	};
}

/** The step of a service that is still to be done on a ticket, if it has one. */
export function dueFor(ticket: TicketBrief, serviceId: string): StepBrief | undefined {
	return ticket.steps.find(
		(step) => step.serviceId === serviceId && !['ended', 'dropped'].includes(step.state)
	);
}

/** Reasons of a kind that apply to a service (any service when it is null). */
export function reasonsFor(
	reasons: readonly Reason[],
	kind: Reason['kind'],
	serviceId: string | null
): Reason[] {
	return reasons.filter(
		(reason) =>
			reason.kind === kind &&
			(reason.services.length === 0 || serviceId === null || reason.services.includes(serviceId))
	);
}

/** Outcomes of a service beside its success and "could not be done", which have buttons of their own. */
export function otherOutcomes(service: Service): Outcome[] {
	return service.outcomes.filter((outcome) => outcome !== service.counts && outcome !== 'failed');
}

export function successes(people: number, draft: Draft): number {
	return people - draft.stays - Object.values(draft.others).reduce((sum, n) => sum + n, 0);
}

/** A draft whose counts of other outcomes never exceed the party. */
export function withCount(draft: Draft, outcome: Outcome, count: number, people: number): Draft {
	const rest = people - successes(people, draft) - (draft.others[outcome] ?? 0);
	const others = { ...draft.others, [outcome]: Math.max(0, Math.min(count, people - rest)) };
	const failed = (others.failed ?? 0) > 0;
	return { ...draft, others, reasonId: failed ? draft.reasonId : null };
}

/** A draft in which some of the party stay at the booth: never all of them, for nobody would go on. */
export function withStays(draft: Draft, count: number, people: number): Draft {
	const most = Math.min(draft.stays + successes(people, draft), people - 1);
	return { ...draft, stays: Math.max(0, Math.min(count, most)) };
}

/** Whether a party may part here: the others need another step to go on to. */
export function mayPart({ ticket, step }: SittingParts, draft: Draft): boolean {
	if (step.people < 2) return false;
	return ticket.steps.some(
		(other) =>
			other.no !== step.no &&
			other.staysAt === null &&
			!['ended', 'dropped'].includes(other.state) &&
			!draft.also.includes(other.serviceId)
	);
}

/**
 * A file taken today is approved days later, so activation on the same day is for level 1 or for an earlier file.
 * @param steps of the ticket
 */
export function isForEarlierFile(serviceId: string, steps: readonly StepBrief[]): boolean {
	return (
		serviceId === 'activation' &&
		steps.some((other) => other.serviceId === 'level-2' && other.outcome === 'enrolled')
	);
}

/**
 * The results of a sitting as they are sent. Refused while a level or a reason is still to be chosen.
 * @param levels the level chosen for each service that has levels
 */
export function resultsOf(
	sitting: Pick<Sitting, 'service' | 'also'> & { step: Pick<StepBrief, 'people'> },
	draft: Draft,
	levels: Readonly<Record<string, number | null>>
): Result[] | 'level-missing' | 'reason-missing' {
	const { service, step } = sitting;
	const results: Result[] = [];
	const counted = (of: Service, count: number): boolean => {
		const level = of.levels.length > 0 ? (levels[of.id] ?? null) : null;
		if (of.levels.length > 0 && level === null) return false;
		results.push({ serviceId: of.id, outcome: of.counts, level, reasonId: null, count });
		return true;
	};
	const done = successes(step.people, draft);
	if (done > 0 && !counted(service, done)) return 'level-missing';
	for (const outcome of service.outcomes) {
		const count = draft.others[outcome] ?? 0;
		if (count === 0) continue;
		const reasonId = outcome === 'failed' ? draft.reasonId : null;
		if (outcome === 'failed' && !reasonId) return 'reason-missing';
		results.push({ serviceId: service.id, outcome, level: null, reasonId, count });
	}
	for (const also of sitting.also) {
		if (draft.also.includes(also.service.id) && !counted(also.service, also.people)) {
			return 'level-missing';
		}
	}
	return results;
}
