/**
 * Keeps a screen awake while it is shown: the lock falls whenever the page is hidden and is asked for again when it
 * is back. Browsers give it on https and localhost only; `state` says what holds.
 */
export class WakeLock {
	/** `unavailable`: this browser or address cannot; the machine's own settings must keep the screen on. */
	state = $state<'off' | 'awake' | 'unavailable'>('off');
	#sentinel: WakeLockSentinel | null = null;
	#wanted = false;
	readonly #onvisible = () => void this.#take();

	/** Asks for the lock and keeps it until `release`. */
	async keep(): Promise<void> {
		if (!this.#wanted) document.addEventListener('visibilitychange', this.#onvisible);
		this.#wanted = true;
		await this.#take();
	}

	/** Lets the screen sleep again. */
	release(): void {
		this.#wanted = false;
		document.removeEventListener('visibilitychange', this.#onvisible);
		void this.#sentinel?.release();
		this.#sentinel = null;
		this.state = 'off';
	}

	async #take(): Promise<void> {
		if (!this.#wanted || this.#sentinel || document.visibilityState !== 'visible') return;
		if (!('wakeLock' in navigator)) {
			this.state = 'unavailable';
			return;
		}
		try {
			const sentinel = await navigator.wakeLock.request('screen');
			sentinel.addEventListener('release', () => {
				this.#sentinel = null;
				if (this.#wanted) this.state = 'off';
			});
			if (!this.#wanted) return void sentinel.release();
			this.#sentinel = sentinel;
			this.state = 'awake';
		} catch {
			this.state = 'unavailable';
		}
	}
}
