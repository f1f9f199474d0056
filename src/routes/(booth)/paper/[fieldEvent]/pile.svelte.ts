import type { PaperAnswer, Paper } from '#lib/server/paper/enter-paper.ts';
import { newId } from '#lib/live/new-id.ts';

/** One paper of the pile and what came of it. */
export interface Entered {
	paper: Paper;
	answer: PaperAnswer | 'sending' | 'unreachable' | 'signed-out';
}

const TRY_MS = 10_000;

/** Papers typed in one after the other: each is sent at once, and typing goes on meanwhile. */
export class Pile {
	/** The newest first. */
	entered = $state.raw<Entered[]>([]);

	constructor(private readonly fieldEventId: number) {}

	get done(): number {
		return this.entered.filter(({ answer }) => typeof answer === 'object' && answer.ok).length;
	}

	get waiting(): boolean {
		return this.entered.some(({ answer }) => answer === 'sending');
	}

	enter(paper: Omit<Paper, 'operationId'>): void {
		const entered: Entered = { paper: { ...paper, operationId: newId() }, answer: 'sending' };
		this.entered = [entered, ...this.entered];
		void this.send(entered.paper);
	}

	/** Once more, with the same id: it is entered once however often it is sent. */
	again({ paper }: Entered): void {
		this.note(paper, 'sending');
		void this.send(paper);
	}

	/** Takes a refused paper off the list, to be typed anew. */
	drop({ paper }: Entered): void {
		this.entered = this.entered.filter((one) => one.paper !== paper);
	}

	private async send(paper: Paper): Promise<void> {
		try {
			const response = await fetch(`/paper/${this.fieldEventId}/enter`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(paper),
				signal: AbortSignal.timeout(TRY_MS)
			});
			if (response.ok) return this.note(paper, (await response.json()) as PaperAnswer);
			this.note(paper, response.status === 401 ? 'signed-out' : 'unreachable');
		} catch {
			this.note(paper, 'unreachable');
		}
	}

	private note(paper: Paper, answer: Entered['answer']): void {
		this.entered = this.entered.map((one) => (one.paper === paper ? { paper, answer } : one));
	}
}
