import type { Fact } from './fact.ts';
import type { Verdict } from './operation.ts';

/** What came of an operation: its verdict, the facts to apply, and why when it was not simply applied. */
export interface Admitted {
	verdict: Verdict;
	facts: Fact[];
	why: string;
}

export const ALREADY: Admitted = { verdict: 'already', facts: [], why: '' };

export function applied(...facts: Fact[]): Admitted {
	return { verdict: 'applied', facts, why: '' };
}

export function quarantined(why: string): Admitted {
	return { verdict: 'quarantined', facts: [], why };
}

/** A contradiction, kept as a row; other facts may stand beside it, because what was done counts all the same. */
export function conflicting(
	conflict: Omit<Extract<Fact, { kind: 'conflicted' }>, 'kind'>,
	why: string,
	...facts: Fact[]
): Admitted {
	return { verdict: 'conflict', facts: [{ kind: 'conflicted', ...conflict }, ...facts], why };
}
