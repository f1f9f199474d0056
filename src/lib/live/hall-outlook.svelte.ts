import type { Outlook, OutlookAnswer } from './outlook.worker.ts';

/** Time between two outlooks while somebody looks at the page: hall time, but never more often than the clock below. */
const EVERY_MS = 2 * 60_000;
/** Real ms between two looks at whether one is due. */
const LOOK_EVERY_MS = 15_000;
/** A reckoning that takes longer is given up: the worker did not load, or the machine is far too slow. */
const PATIENCE_MS = 60_000;

/**
 * Advice and the end of the day for an organiser's page, reckoned by a worker in this browser: at once, every two minutes
 * while the page is looked at, and when asked. Call `close` when the page goes.
 */
export class HallOutlook {
	/** The last one that was had; its `at` says how old it is. */
	latest: Outlook | null = $state.raw(null);
	busy = $state(false);
	/** The last attempt failed; `latest` is of an earlier one. */
	failed = $state(false);

	private worker: Worker | null = null;
	private patience: ReturnType<typeof setTimeout> | undefined;
	private readonly timer: ReturnType<typeof setInterval>;
	private askedReal = 0;

	/** @param speed how many hall ms pass in a real one: a demo's day goes by in minutes */
	constructor(
		private readonly fieldEventId: number,
		private readonly speed: () => number
	) {
		this.timer = setInterval(this.askWhenSeen, LOOK_EVERY_MS);
		document.addEventListener('visibilitychange', this.askWhenSeen);
		this.ask();
	}

	/** Reckons anew, unless that is under way. */
	ask(): void {
		if (this.busy) return;
		this.busy = true;
		this.askedReal = performance.now();
		this.patience = setTimeout(() => this.giveUp(), PATIENCE_MS);
		this.worker ??= this.hire();
		this.worker.postMessage(this.fieldEventId);
	}

	close(): void {
		clearInterval(this.timer);
		clearTimeout(this.patience);
		document.removeEventListener('visibilitychange', this.askWhenSeen);
		this.worker?.terminate();
	}

	private readonly askWhenSeen = (): void => {
		const isDue = (performance.now() - this.askedReal) * this.speed() >= EVERY_MS;
		if (document.visibilityState === 'visible' && isDue) this.ask();
	};

	private hire(): Worker {
		const worker = new Worker(new URL('./outlook.worker.ts', import.meta.url), { type: 'module' });
		worker.onmessage = ({ data }: MessageEvent<OutlookAnswer>) => this.hear(data);
		worker.onerror = () => this.giveUp();
		return worker;
	}

	private hear(answer: OutlookAnswer): void {
		clearTimeout(this.patience);
		this.busy = false;
		this.failed = !answer.ok;
		if (answer.ok) this.latest = answer.outlook;
	}

	/** The next attempt begins with a new worker. */
	private giveUp(): void {
		this.worker?.terminate();
		this.worker = null;
		this.hear({ ok: false });
	}
}
