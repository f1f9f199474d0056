import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import type { Entry } from '#lib/core/fact.ts';
import { holderOf, type Operation } from '#lib/core/operation.ts';

/** What one transaction writes. */
export interface Commit {
	entries: Entry[];
	answers: [operationId: string, answer: Answer | Acknowledgement][];
	admitted: Operation[];
}

/** What survives every crash: the journal, the first answer to each operation, how far each epoch has been heard. */
export class Database {
	readonly journal: Entry[] = [];
	readonly answers = new Map<string, Answer | Acknowledgement>();
	private readonly lastSeqs = new Map<string, number>();

	constructor(private readonly committed: (commit: Commit) => void) {}

	get clock(): number {
		return this.journal.length;
	}

	lastSeq(station: string, epoch: number): number {
		return this.lastSeqs.get(holderOf(station, epoch)) ?? 0;
	}

	commit(commit: Commit): void {
		for (const entry of commit.entries) this.journal.push(entry);
		for (const [id, answer] of commit.answers) this.answers.set(id, answer);
		for (const { station, epoch, seq } of commit.admitted) {
			this.lastSeqs.set(holderOf(station, epoch), seq);
		}
		this.committed(commit);
	}
}
