const LOCK = 'ngayhoi-station';
/** A page that was closed or read anew has let go within this. */
const GOING_MS = 400;
const CHANNEL = 'ngayhoi-station';

/** The right to write: of all tabs of this browser one has it, until it is closed or gives it back. */
export class WritersRight {
	private release: (() => void) | null = null;
	private readonly waiting = new AbortController();

	get isHeld(): boolean {
		return this.release !== null;
	}

	/** Takes it when no other tab has it; one that is just going is waited for. */
	tryToTake(): Promise<boolean> {
		return new Promise((done) => {
			navigator.locks
				.request(LOCK, { signal: AbortSignal.timeout(GOING_MS) }, () => {
					done(true);
					return this.untilReleased();
				})
				.catch(() => done(false));
		});
	}

	/** Calls when it has become free and this tab has taken it. */
	whenFree(taken: () => void): void {
		navigator.locks
			.request(LOCK, { signal: this.waiting.signal }, () => {
				const released = this.untilReleased();
				taken();
				return released;
			})
			// Given up because this page goes.
			.catch(() => undefined);
	}

	private untilReleased(): Promise<void> {
		return new Promise((done) => {
			this.release = done;
		});
	}

	giveBack(): void {
		this.waiting.abort();
		this.release?.();
		this.release = null;
	}
}

/** What the tab that writes tells the others of this browser; a tab never hears itself. */
export class Tabs<T> {
	private readonly channel = new BroadcastChannel(CHANNEL);

	constructor(heard: (message: T) => void) {
		this.channel.onmessage = (event: MessageEvent<T>) => heard(event.data);
	}

	tell(message: T): void {
		this.channel.postMessage(message);
	}

	close(): void {
		this.channel.close();
	}
}
