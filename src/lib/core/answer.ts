import type { TicketBrief } from './brief.ts';
import type { Verdict } from './operation.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

/** What a command is answered with. An accepted operation gets its first answer for ever. */
export type Answer =
	| {
			ok: true;
			operationId: string;
			clock: number;
			/** The tickets that it touched, as they are after it. */
			tickets: TicketBrief[];
			/** Accepted, but its second half was not possible ("finished, nobody is waiting"). */
			then: RefusalCode | null;
	  }
	| { ok: false; refused: RefusalCode; detail?: Refusal['detail'] };

/** What a station's operation is answered with: always that it arrived, and what came of it. */
export interface Acknowledgement {
	operationId: string;
	clock: number;
	verdict: Verdict;
	/** Why it was not simply applied; empty when it was. */
	why: string;
}
