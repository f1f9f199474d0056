import { usualQuestion, type PlanQuestion } from '#lib/core/planner/plan-question.ts';
import { planFieldEvent } from '#lib/server/setup/plan-field-event.ts';
import type { Words } from '#lib/core/catalogue.ts';
import { JOURNEYS, SHARES, type ServiceId } from './model.ts';
import type { DemoHall } from './three-halls.ts';

/** Mean minutes from call to end on simulated days of the three halls, failures and families among them. */
const MINUTES: Record<ServiceId, number> = { card: 12, 'level-2': 5, activation: 6.2, help: 9.3 };
/** People who take a number, for each number: families share one. */
const PEOPLE_A_NUMBER = 1.05;
/** Share of numbers that begin at the help desk, or are sent there. */
const TO_HELP = 4;

/** A day of one of the three localities of 2023, as the planner is asked about it. */
export function demoHallAsked(hall: DemoHall): {
	question: PlanQuestion;
	names: Record<string, Words>;
} {
	const catalogue = planFieldEvent(hall.plan);
	catalogue.booths = catalogue.booths.filter(({ id }) => !hall.spare.includes(id));
	const question = usualQuestion(catalogue);
	const meanMs = (id: string) =>
		MINUTES[id as ServiceId] * 60_000 * (hall.slower[id as ServiceId] ?? 1);
	return {
		names: Object.fromEntries(catalogue.services.map(({ id, name }) => [id, name])),
		question: {
			...question,
			people: Math.round(hall.people / PEOPLE_A_NUMBER),
			priorityShare: SHARES.priority,
			services: question.services.map((service) => ({ ...service, meanMs: meanMs(service.id) })),
			journeys: [
				...JOURNEYS.map(([services, share]) => ({ services, share })),
				{ services: ['help'], share: TO_HELP }
			]
		}
	};
}
