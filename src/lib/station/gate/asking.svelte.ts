import type { AskedQuestion, PreCheckAnswer } from '#lib/core/pre-check.ts';
import type { ChoiceMode } from './party-choice.svelte.ts';

export type YesNo = PreCheckAnswer['answer'];

/** The questions of one citizen, and what was answered so far. Nothing is sent before the number is asked for. */
export class Asking {
	private answers = $state.raw<readonly (YesNo | null)[]>([]);

	/**
	 * @param mode in which way the services were chosen
	 * @param services ids of the journey that was tapped
	 */
	constructor(
		readonly mode: ChoiceMode,
		readonly services: readonly string[],
		readonly questions: readonly AskedQuestion[]
	) {}

	answerTo(index: number): YesNo | null {
		return this.answers[index] ?? null;
	}

	/** Gives an answer; the same one again takes it back. */
	answer(index: number, answer: YesNo): void {
		this.set(index, this.answerTo(index) === answer ? null : answer);
	}

	/** By one key: yes, no, not answered. */
	turn(index: number): void {
		const now = this.answerTo(index);
		this.set(index, now === null ? 'yes' : now === 'yes' ? 'no' : null);
	}

	/** The answers given, for every service that asks the question. */
	get given(): PreCheckAnswer[] {
		return this.questions.flatMap(({ of }, index) => {
			const answer = this.answerTo(index);
			return answer === null ? [] : of.map((asked) => ({ ...asked, answer }));
		});
	}

	private set(index: number, answer: YesNo | null): void {
		if (index < 0 || index >= this.questions.length) return;
		this.answers = this.questions.map((_, i) => (i === index ? answer : this.answerTo(i)));
	}
}
