import type { Handshake, Snapshot, StateView, StateViews } from '#lib/core/protocol.ts';
import { LiveState } from './live-state.svelte.ts';

/**
 * A view on a page that the server draws first: until the browser has taken over it is the snapshot that the page came
 * with, from `open` on it is what the room says.
 */
export class Following<V extends StateView> {
	#live = $state.raw<LiveState<V> | null>(null);

	constructor(
		private readonly asked: Extract<Handshake, { fieldEvent: string }> & { view: V },
		private readonly first: Snapshot<V>
	) {}

	get state(): StateViews[V] {
		return this.#live?.state ?? this.first.state;
	}

	/** Hall time, ms. */
	get at(): number {
		return this.#live?.at ?? this.first.at;
	}

	/** Hall time of the last sign of the server, ms. */
	get heardAt(): number {
		return this.#live?.heardAt ?? this.first.at;
	}

	/** How many hall ms pass in a real one; 1 but in a demo. */
	get speed(): number {
		return this.#live?.speed ?? this.first.speed;
	}

	get stale(): boolean {
		return this.#live?.stale ?? false;
	}

	get refused(): string | null {
		return this.#live?.refused ?? null;
	}

	/** Begins to follow; for `onMount`, which ends it with what this gives. */
	open = (): (() => void) => {
		const live = new LiveState<V>(this.asked, this.first);
		this.#live = live;
		return () => live.close();
	};
}
