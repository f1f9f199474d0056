import type { Service } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import type { BoothState, EndedHere } from '#lib/core/view/booth-view.ts';
import { resultsOf, type Draft } from '#lib/station/sitting/sitting.ts';

/** Results of an ended sitting as they are put right: those of its own service; the others stay as they are. */
export interface Correction {
	service: Service;
	people: number;
	level: number | null;
	draft: Draft;
}

/** What was recorded, as a draft to change; null when the service is no longer offered. */
export function correctionOf(state: BoothState, ended: EndedHere): Correction | null {
	const own = ended.results[0];
	const service = state.services.find(({ id }) => id === own?.serviceId);
	if (!own || !service) return null;
	const results = ended.results.filter((result) => result.serviceId === service.id);
	const recorded = results.reduce((sum, result) => sum + result.count, 0);
	const onTicket = ended.ticket.steps.find((step) => step.serviceId === service.id);
	const others: Draft['others'] = {};
	for (const { outcome, count } of results) if (outcome !== service.counts) others[outcome] = count;
	return {
		service,
		people: Math.max(recorded, onTicket?.people ?? 1),
		level: results.find((result) => result.level !== null)?.level ?? null,
		draft: {
			others,
			stays: 0,
			reasonId: results.find((result) => result.reasonId)?.reasonId ?? null,
			also: []
		}
	};
}

/** The results to send, or what is still to be chosen. */
export function correctedResults(
	correction: Correction,
	ended: EndedHere
): Result[] | 'level-missing' | 'reason-missing' {
	const { service, people, level, draft } = correction;
	const own = resultsOf({ service, step: { people }, also: [] }, draft, { [service.id]: level });
	if (typeof own === 'string') return own;
	return [...own, ...ended.results.filter((result) => result.serviceId !== service.id)];
}
