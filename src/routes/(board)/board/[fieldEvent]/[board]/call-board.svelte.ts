import { partOf, type BoardPart } from '#lib/core/view/board-part.ts';
import type { BoardState } from '#lib/core/view/board-view.ts';
import type { Following } from '#lib/live/following.svelte.ts';
import { listed, nextTiles, NO_TILES, type Now } from '../../../call-tiles.ts';

/** One call board: its part of the hall, which calls stand large, and which are on the list beside. */
export class CallBoard {
	#tiles = $state.raw(NO_TILES);
	readonly #part: BoardPart;
	readonly #live: Following<'board'>;

	constructor(live: Following<'board'>, part: BoardPart) {
		this.#live = live;
		this.#part = part;
		this.#tiles = nextTiles(NO_TILES, this.state.calls, this.now);
	}

	readonly state: BoardState = $derived.by(() => partOf(this.#live.state, this.#part));
	/** Hall time and real time now. Real time is read when hall time ticks, four times a second. */
	readonly now: Now = $derived.by(() => ({
		at: this.#live.at,
		realMs: performance.now(),
		speed: this.#live.speed
	}));
	readonly list = $derived.by(() => listed(this.state.calls, this.#tiles.tiles));

	get tiles() {
		return this.#tiles;
	}

	/** Moves on to what is true now; to be called whenever the state or the time has changed. */
	turn(): void {
		this.#tiles = nextTiles(this.#tiles, this.state.calls, this.now);
	}
}
