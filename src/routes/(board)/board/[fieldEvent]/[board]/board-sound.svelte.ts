import type { BoardState } from '#lib/core/view/board-view.ts';
import { clipUrls } from '#lib/live/clip-store.ts';
import { VoicePlayer } from '#lib/live/voice-player.svelte.ts';
import type { Now } from '../../../call-tiles.ts';
import { voiceNews, type Heard } from '../../../voice-news.ts';

/**
 * Whether this screen speaks: `ask` until somebody has said so; then it is remembered for this board on this device,
 * and the screen speaks by itself as soon as the browser lets it.
 */
export type Wish = 'ask' | 'on' | 'off';

/** The loudspeaker of one board: tells the voice what each new state brings. */
export class BoardSound {
	wish = $state<Wish>('off');
	readonly player: VoicePlayer;
	#heard: Heard | null = null;
	readonly #key: string;

	/**
	 * @param fieldEventId whose clips are spoken
	 * @param board names the memory on this device
	 * @param recorded clips of the field event's own, as `clipsOf` lists them
	 */
	constructor(
		fieldEventId: number,
		board: string,
		recorded: readonly { key: string; version: string }[]
	) {
		this.#key = `board-sound ${fieldEventId} ${board}`;
		this.player = new VoicePlayer({
			clipUrl: clipUrls(fieldEventId, recorded),
			now: () => performance.now()
		});
	}

	/**
	 * Begins as this device was told last; for `onMount`, which ends it with what this gives.
	 * @param speaks whether the organiser wants this board to speak, as long as nobody has said otherwise here
	 * @param asked the address asks for sound: a machine that is only a screen, whose browser plays without a touch
	 */
	begin(speaks: boolean, asked: boolean): () => void {
		const told = this.#remembered();
		this.wish = told ?? (asked ? 'on' : speaks ? 'ask' : 'off');
		if (this.wish === 'on') void this.player.start();
		return () => this.player.end();
	}

	/** Turns the sound on (from a touch, so that the browser may play) or off. */
	choose(wish: 'on' | 'off'): void {
		this.wish = wish;
		try {
			localStorage.setItem(this.#key, wish);
		} catch {
			// A browser that keeps nothing asks again next time.
		}
		if (wish === 'on') void this.player.start();
		else this.player.end();
	}

	/** Takes in a state of the board's part. */
	hear(state: BoardState, now: Now): void {
		const { heard, calls, drops, notices } = voiceNews(this.#heard, state, now);
		this.#heard = heard;
		if (this.wish !== 'on') return;
		for (const key of drops) this.player.drop(key);
		for (const call of calls) this.player.call(call);
		for (const notice of notices) this.player.notice(notice);
	}

	#remembered(): 'on' | 'off' | null {
		try {
			const told = localStorage.getItem(this.#key);
			return told === 'on' || told === 'off' ? told : null;
		} catch {
			return null;
		}
	}
}
