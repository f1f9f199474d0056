import type { Outcome } from '#lib/core/catalogue.ts';
import type { Draft } from './sitting.ts';

/** What the choices at the end of a sitting need of the desk around them, on line as on a station alone. */
export interface SittingDesk {
	readonly draft: Draft;
	setDraft(draft: Draft): void;
	/** The level chosen for each service that has levels. */
	readonly levels: Readonly<Record<string, number | null>>;
	setLevel(serviceId: string, level: number): void;
	/** Whether a failure is followed by the next call at once. */
	thenCall: boolean;
	/** Which press is on its way, if one is. */
	readonly busy: string | null;
	/** Opens the reasons, or closes them when they stand open; what was refused before is forgotten. */
	toggle(panel: 'failed'): void;
	/** Everybody of the party with one outcome. */
	finishAll(outcome: Outcome, reasonId: string | null): Promise<void>;
}
