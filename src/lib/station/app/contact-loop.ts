import { CONTACT_OPERATIONS, FIRST_CONTACT_OPERATIONS } from '#lib/core/station/contact.ts';
import { MOST_PATIENCE_MS, type Asking, type Contacted } from './send-contact.ts';

const BEAT_MS = 2_000;
/** Between a failure and the next try, a small one: at random, so that a hall of stations does not return in step. */
const BACKOFF_MS = { least: 500, most: 2_500 };
/** A try that brings no answer is given up after this long; longer, up to the most, while a slow line carries much. */
const PATIENCE_MS = { least: 5_000, most: MOST_PATIENCE_MS };
const LEAST_PARCELS = 10;
/** Without an answer for this long the station calls itself cut off. */
export const SILENT_MS = 5_000;

/** What the loop asks of whoever owns it. */
export interface LoopSteps {
	/** One contact, with at most as many parcels as are asked for. */
	send(asking: Asking): Promise<Contacted>;
	/** The answer has been taken: is there more to tell at once? */
	take(contacted: Extract<Contacted, { ok: true }>): Promise<boolean>;
	/** Something about the line has changed. */
	changed(): void;
}

/**
 * Speaks with the hall without end: every two seconds with nothing to tell, at once after a press, and after a failure
 * again at a random moment. Much to tell goes in large parts, on a slow line in smaller ones with more patience.
 */
export class ContactLoop {
	/** Monotonic ms of the last answer. */
	heardMono = -Infinity;
	/** What the server answered instead of an answer, if it did. */
	refused: string | null = null;
	/** Failures since the line was last good for a while. */
	failures = 0;
	/** Where a browser cannot compress, no more than the first servers took. */
	private plain = !('CompressionStream' in globalThis);
	private mostParcels = this.plain ? FIRST_CONTACT_OPERATIONS : CONTACT_OPERATIONS;
	private parcels = this.mostParcels;
	private patienceMs: number = PATIENCE_MS.least;
	private running = true;
	private wake: (() => void) | null = null;
	private pressed = false;
	private isFailing = false;

	constructor(private readonly steps: LoopSteps) {}

	get isSilent(): boolean {
		return performance.now() - this.heardMono > SILENT_MS;
	}

	stop(): void {
		this.running = false;
		this.wake?.();
	}

	/** Something was pressed: tell it at once, unless the line is known to be down. */
	soon(): void {
		this.pressed = true;
		if (this.refused === null && !this.isFailing) this.wake?.();
	}

	/** There is reason to think that the line is good again. */
	tryNow(): void {
		this.wake?.();
	}

	/** Speaks until it is stopped; whatever goes wrong in one turn, there is a next one. */
	async run(): Promise<void> {
		while (this.running) {
			this.pressed = false;
			let more = false;
			try {
				more = await this.speak();
			} catch {
				this.failed({ refused: null, late: false });
			}
			if (!this.running) return;
			if (this.isFailing) {
				const { least, most } = BACKOFF_MS;
				await this.pause(least + Math.random() * (most - least));
			} else if (!more && !this.pressed) await this.pause(BEAT_MS);
		}
	}

	/** One contact; whether there is more to tell at once. */
	private async speak(): Promise<boolean> {
		// After a failure a small question first: a line that is dead would swallow much, and a long patience with it.
		const { parcels, patienceMs, plain, isFailing } = this;
		const contacted = isFailing
			? await this.steps.send({ parcels: 0, patienceMs: PATIENCE_MS.least, plain })
			: await this.steps.send({ parcels, patienceMs, plain });
		if (!contacted.ok) this.failed(contacted);
		if (!contacted.ok || !this.running) return false;
		// What waited while the line was down is told as soon as it is known to be up.
		return (await this.answered(contacted)) || isFailing;
	}

	private async answered(contacted: Extract<Contacted, { ok: true }>): Promise<boolean> {
		this.heardMono = performance.now();
		this.refused = null;
		this.failures = Math.max(0, this.failures - 0.1);
		const took = this.heardMono - contacted.sentAt;
		if (!this.isFailing && took < this.patienceMs / 2) {
			this.parcels = Math.min(this.mostParcels, this.parcels * 2);
			this.patienceMs = Math.max(PATIENCE_MS.least, this.patienceMs / 2);
		}
		this.isFailing = false;
		const more = await this.steps.take(contacted);
		this.steps.changed();
		return more;
	}

	private failed({ refused, late }: Omit<Extract<Contacted, { ok: false }>, 'ok'>): void {
		this.refused = refused;
		this.failures = Math.min(10, Math.ceil(this.failures) + 1);
		if (refused === 'unreadable') {
			// A server that is older than this program.
			this.plain = true;
			this.mostParcels = FIRST_CONTACT_OPERATIONS;
			this.parcels = Math.min(this.parcels, this.mostParcels);
		}
		// A line that is down at once says nothing of what it carries when it is up.
		if (late && !this.isFailing) {
			this.parcels = Math.max(LEAST_PARCELS, Math.floor(this.parcels / 2));
			this.patienceMs = Math.min(PATIENCE_MS.most, this.patienceMs * 2);
		}
		this.isFailing = true;
		this.steps.changed();
	}

	private async pause(ms: number): Promise<void> {
		await new Promise<void>((done) => {
			const timer = setTimeout(done, ms);
			this.wake = () => {
				clearTimeout(timer);
				done();
			};
		});
		this.wake = null;
	}
}
