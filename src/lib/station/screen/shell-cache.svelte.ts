import { dev, version } from '$app/environment';

/** How often a newer build is looked for while the server answers, ms. */
const LOOK_MS = 30_000;
/** How often the page's first copy is fetched again when that failed: the line may go in the middle of it, ms. */
const AGAIN_MS = 5_000;

/**
 * The copy of this page that the device keeps, so that it opens without the server, and its exchange for a newer build.
 * A newer one lies ready beside the old and is taken over only when nothing is in hand; the page then begins anew with it.
 */
export class ShellCache {
	/** The browser does not let this page be kept, because it does not trust the server's certificate. */
	failed = $state(false);
	/** A newer build lies ready. */
	newer = $state(false);
	private registration: ServiceWorkerRegistration | null = null;
	private timer: ReturnType<typeof setTimeout> | undefined;
	private closed = false;
	private waiting: ServiceWorker | null = null;
	private readonly onchange = () => this.changed();
	/** Whether a worker served this page when it was opened: the first one that comes is no newer one. */
	private readonly served = Boolean(navigator.serviceWorker?.controller);
	/** Whether this page would open now without any network. */
	kept = $state(this.served);

	/** Registers the worker; where there can be none the page works on line only, and `kept` stays false. */
	async keep(): Promise<void> {
		const { serviceWorker } = navigator;
		if (!serviceWorker) {
			this.failed = isSecureContext;
			return;
		}
		serviceWorker.addEventListener('controllerchange', this.onchange);
		void serviceWorker.ready.then(() => (this.kept = true));
		await this.look();
	}

	/** Fetches the first copy, or looks for a newer one; and again later, until the page is closed. */
	private async look(): Promise<void> {
		const { registration } = this;
		const isThere = registration?.active || registration?.waiting || registration?.installing;
		// A server that does not answer is asked again.
		if (registration && isThere) await registration.update().catch(() => undefined);
		else await this.register().catch((fault: unknown) => this.refused(fault));
		if (this.closed || this.failed) return;
		this.timer = setTimeout(() => void this.look(), this.kept ? LOOK_MS : AGAIN_MS);
	}

	private async register(): Promise<void> {
		const registration = await navigator.serviceWorker.register('/service-worker.js', {
			scope: '/station',
			type: dev ? 'module' : 'classic',
			updateViaCache: 'none'
		});
		if (registration !== this.registration)
			registration.addEventListener('updatefound', () => this.follow(registration.installing));
		this.registration = registration;
		this.follow(registration.installing);
		this.found(registration.waiting);
	}

	private refused(fault: unknown): void {
		this.failed = fault instanceof DOMException && fault.name === 'SecurityError';
	}

	close(): void {
		this.closed = true;
		clearTimeout(this.timer);
		navigator.serviceWorker?.removeEventListener('controllerchange', this.onchange);
	}

	/** The page has nothing in hand: the newer build may come, here and in every other tab of the station. */
	take(): void {
		this.waiting?.postMessage('take-over');
	}

	private follow(worker: ServiceWorker | null): void {
		worker?.addEventListener('statechange', () => {
			if (worker.state === 'installed') this.found(this.registration?.waiting ?? null);
		});
	}

	/** The first worker of all passes by here as well; it is no newer build, and its coming disturbs nobody. */
	private found(worker: ServiceWorker | null): void {
		if (!worker || !this.registration?.active) return;
		this.waiting = worker;
		this.newer = true;
	}

	private changed(): void {
		if (this.served || this.newer) location.reload();
	}

	/** The build that this page runs. */
	get build(): string {
		return version;
	}
}
