import type { BoothsNeeded } from '#lib/core/planner/booths-needed.ts';
import type { Plan } from '#lib/core/planner/plan-hall.ts';
import type { PlanQuestion } from '#lib/core/planner/plan-question.ts';
import type { PlanAnswer } from './plan.worker.ts';

/** The largest hall takes some ten seconds on a slow laptop; what takes longer than this did not start. */
const PATIENCE_MS = 120_000;

/** What the planner has said to a question; how many booths are needed comes after the rest. */
export interface Planned {
	question: PlanQuestion;
	plan: Plan;
	needed: BoothsNeeded | null;
}

/** The planner in a worker of this browser. A new question ends the one before; call `close` when the page goes. */
export class Planning {
	/** The last answer that was had; it stays while the next one is worked out. */
	answer: Planned | null = $state.raw(null);
	state: 'idle' | 'planning' | 'searching' | 'failed' = $state('idle');
	/** The question that is being worked out, or was last. */
	asked: PlanQuestion | null = $state.raw(null);
	private worker: Worker | null = null;
	private patience: ReturnType<typeof setTimeout> | undefined;

	/** Works out a question, in place of the one before. */
	ask(question: PlanQuestion): void {
		this.close();
		this.asked = question;
		this.state = 'planning';
		this.patience = setTimeout(this.giveUp, PATIENCE_MS);
		try {
			this.worker = new Worker(new URL('./plan.worker.ts', import.meta.url), { type: 'module' });
		} catch {
			return this.giveUp();
		}
		this.worker.onmessage = ({ data }: MessageEvent<PlanAnswer>) => this.hear(question, data);
		this.worker.onerror = this.giveUp;
		this.worker.postMessage(question);
	}

	close(): void {
		clearTimeout(this.patience);
		this.worker?.terminate();
		this.worker = null;
	}

	private hear(question: PlanQuestion, said: PlanAnswer): void {
		if ('plan' in said) {
			this.answer = { question, plan: said.plan, needed: null };
			this.state = 'searching';
		} else if (this.answer) {
			this.answer = { ...this.answer, needed: said.needed };
			this.state = 'idle';
			this.close();
		}
	}

	private readonly giveUp = (): void => {
		this.close();
		this.state = 'failed';
	};
}
