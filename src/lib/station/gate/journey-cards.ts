import type { CommonJourney } from '#lib/core/common-journeys.ts';
import type { WaitSaid } from './wait-said.ts';

/** A journey as a gate offers it. */
export interface JourneyOffered {
	journey: CommonJourney;
	/** Its services in the order in which they are done. */
	names: readonly string[];
	/** How many wait where the journey begins; null where that is not known now. */
	waiting: number | null;
	/** What may be said of that wait. */
	wait: WaitSaid | undefined;
	/** One of its services takes nobody any more. */
	closed: boolean;
	/** For how many people it may still be given today, when they are few. */
	left: number | null;
}
