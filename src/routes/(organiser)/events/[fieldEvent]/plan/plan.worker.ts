import { boothsNeeded, type BoothsNeeded } from '#lib/core/planner/booths-needed.ts';
import { drawCrowds, planHall, type Plan } from '#lib/core/planner/plan-hall.ts';
import type { PlanQuestion } from '#lib/core/planner/plan-question.ts';

/*
 * A worker of the planner's page: lives through days that might be, away from the page's own thread and from the server,
 * because that takes a second and more. Each message is a question; it has two answers.
 */

/** First what the day will be like, then how many booths it needs. */
export type PlanAnswer = { plan: Plan } | { needed: BoothsNeeded };

const answer = (said: PlanAnswer) => postMessage(said);

addEventListener('message', ({ data: question }: MessageEvent<PlanQuestion>) => {
	const crowds = drawCrowds(question);
	answer({ plan: planHall(question, crowds) });
	answer({ needed: boothsNeeded(question, crowds) });
});
