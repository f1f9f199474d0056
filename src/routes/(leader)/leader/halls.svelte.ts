import type { EndOfDay } from '#lib/core/end-of-day.ts';
import type { Snapshot } from '#lib/core/protocol.ts';
import type { GlanceState } from '#lib/core/view/glance-view.ts';
import { Following } from '#lib/live/following.svelte.ts';
import { HallOutlook } from '#lib/live/hall-outlook.svelte.ts';

/** A worker each: more forecasts at once than this would slow the browser that shows them. */
const MOST_FORECASTS = 6;

/** The open halls of an overview, each followed by a connection of its own. */
export class Halls {
	readonly #halls: Map<number, Following<'glance'>>;
	#outlooks = $state.raw(new Map<number, HallOutlook>());

	/** @param forecasts whether this reader may ask for what the rest of the day is reckoned from */
	constructor(
		firsts: readonly Snapshot<'glance'>[],
		private readonly forecasts: boolean
	) {
		this.#halls = new Map(
			firsts.map((first) => {
				const asked = { view: 'glance', fieldEvent: String(first.fieldEventId) } as const;
				return [first.fieldEventId, new Following<'glance'>(asked, first)];
			})
		);
	}

	/** Begins to follow; for `onMount`, which ends it with what this gives. */
	open = (): (() => void) => {
		const closing = [...this.#halls.values()].map((hall) => hall.open());
		const asked = this.forecasts ? [...this.#halls].slice(0, MOST_FORECASTS) : [];
		this.#outlooks = new Map(
			asked.map(([id, hall]) => [id, new HallOutlook(id, () => hall.speed)])
		);
		return () => {
			closing.forEach((close) => close());
			this.#outlooks.forEach((outlook) => outlook.close());
		};
	};

	/** What a venue's room says; null for one that is not open. */
	state(id: number): GlanceState | null {
		return this.#halls.get(id)?.state ?? null;
	}

	ends(id: number): readonly EndOfDay[] {
		return this.#outlooks.get(id)?.latest?.ends ?? [];
	}

	isStale(id: number): boolean {
		return this.#halls.get(id)?.stale ?? false;
	}

	/** Some hall is not heard, or no longer shown to this reader. */
	get stale(): boolean {
		return [...this.#halls.values()].some(({ stale }) => stale);
	}

	get refused(): boolean {
		return [...this.#halls.values()].some(({ refused }) => refused !== null);
	}

	/** Hall time (ms) up to which all that is shown is true; null without an open hall. */
	get heardAt(): number | null {
		const times = [...this.#halls.values()].map(({ heardAt }) => heardAt);
		return times.length === 0 ? null : Math.min(...times);
	}

	get at(): number | null {
		const times = [...this.#halls.values()].map(({ at }) => at);
		return times.length === 0 ? null : Math.max(...times);
	}
}
