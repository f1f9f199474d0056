import { updated } from '$app/state';
import { WakeLock } from '#lib/live/wake-lock.svelte.ts';

/** After this long without a touch, a key or a mouse the controls and the cursor go. */
const IDLE_MS = 5_000;
/** How often a board asks whether the program was renewed; boards stay open for days. */
const RENEWED_MS = 60_000;

/** The machine that a board is shown on: its whole screen, awake, without a cursor, with the latest program. */
export class BoardDevice {
	/** Nobody is at the board: it shows nothing but the hall. */
	idle = $state(false);
	isFullscreen = $state(false);
	canFullscreen = $state(false);
	readonly awake = new WakeLock();
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Begins to mind the screen; for `onMount`, which ends it with what this gives. */
	mind = (): (() => void) => {
		this.canFullscreen = document.fullscreenEnabled;
		void this.awake.keep();
		const renewed = setInterval(() => void this.renew(), RENEWED_MS);
		const seen = () => (this.isFullscreen = document.fullscreenElement !== null);
		document.addEventListener('fullscreenchange', seen);
		this.stir();
		return () => {
			clearInterval(renewed);
			clearTimeout(this.#timer);
			document.removeEventListener('fullscreenchange', seen);
			this.awake.release();
		};
	};

	/** Somebody is at the board. */
	stir = (): void => {
		this.idle = false;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.idle = true), IDLE_MS);
	};

	toggleFullscreen = (): void => {
		if (document.fullscreenElement) void document.exitFullscreen();
		else void document.documentElement.requestFullscreen().catch(() => {});
	};

	/** Loads the page anew when another version of the program is served; a board has nothing to lose. */
	async renew(): Promise<void> {
		try {
			if (await updated.check()) location.reload();
		} catch {
			// The server is away; the next look tells.
		}
	}
}
