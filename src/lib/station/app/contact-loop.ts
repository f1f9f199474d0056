import { SIGNATURE_HEADER, type Contact, type ContactAnswer } from '#lib/core/station/contact.ts';
import { signatureOf } from './station-key.ts';
import type { StoredEpoch } from './station-store.ts';

const BEAT_MS = 2_000;
/** Between a failure and the next try: at random, so that a hall of stations does not return in step. */
const BACKOFF_MS = { least: 1_000, most: 5_000 };
/** A try that brings no answer is given up after this long; longer, up to the most, while a slow line carries much. */
const PATIENCE_MS = { least: 5_000, most: 40_000 };
const PARCELS = { least: 5, most: 100 };
/** Without an answer for this long the station calls itself cut off. */
export const SILENT_MS = 5_000;

/** What came of one contact. `refused`: the server answered, and knows no such station (or is older than this program). */
export type Contacted =
	{ ok: true; answer: ContactAnswer; sentAt: number } | { ok: false; refused: string | null };

/** Sends one contact, signed, to the server at an address. */
export async function contact(
	origin: string,
	epoch: StoredEpoch,
	body: Contact,
	patienceMs: number
): Promise<Contacted> {
	const path = `/api/station/${epoch.fieldEventId}/${epoch.station}/contact`;
	const text = JSON.stringify(body);
	const signature = await signatureOf(epoch.pair, path, text);
	const sentAt = performance.now();
	try {
		const response = await fetch(origin + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
			body: text,
			cache: 'no-store',
			credentials: 'omit',
			signal: AbortSignal.timeout(patienceMs)
		});
		if (response.ok) return { ok: true, answer: (await response.json()) as ContactAnswer, sentAt };
		if (response.status >= 500) return { ok: false, refused: null };
		const said = (await response.json()) as { refused?: string };
		return { ok: false, refused: said.refused ?? 'unreadable' };
	} catch {
		return { ok: false, refused: null };
	}
}

/** What the loop asks of whoever owns it. */
export interface LoopSteps {
	/** One contact with at most so many parcels. */
	send(parcels: number, patienceMs: number): Promise<Contacted>;
	/** The answer has been taken: is there more to tell at once? */
	take(contacted: Extract<Contacted, { ok: true }>): Promise<boolean>;
	/** Something about the line has changed. */
	changed(): void;
}

/**
 * Speaks with the hall without end: every two seconds with nothing to tell, at once after a press, and after a failure
 * again at a random moment. Much to tell on a slow line goes in smaller parts with more patience.
 */
export class ContactLoop {
	/** Monotonic ms of the last answer. */
	heardMono = -Infinity;
	/** What the server answered instead of an answer, if it did. */
	refused: string | null = null;
	/** Failures since the line was last good for a while. */
	failures = 0;
	private parcels = PARCELS.most;
	private patienceMs = PATIENCE_MS.least;
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
				this.failed(null);
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
		const contacted = this.isFailing
			? await this.steps.send(0, PATIENCE_MS.least)
			: await this.steps.send(this.parcels, this.patienceMs);
		if (contacted.ok && this.running) return this.answered(contacted);
		if (!contacted.ok) this.failed(contacted.refused);
		return false;
	}

	private async answered(contacted: Extract<Contacted, { ok: true }>): Promise<boolean> {
		this.heardMono = performance.now();
		this.refused = null;
		this.failures = Math.max(0, this.failures - 0.1);
		const took = this.heardMono - contacted.sentAt;
		if (!this.isFailing && took < this.patienceMs / 4) {
			this.parcels = Math.min(PARCELS.most, this.parcels * 2);
			this.patienceMs = Math.max(PATIENCE_MS.least, this.patienceMs / 2);
		}
		this.isFailing = false;
		const more = await this.steps.take(contacted);
		this.steps.changed();
		return more;
	}

	private failed(refused: string | null): void {
		this.refused = refused;
		this.failures = Math.min(10, Math.ceil(this.failures) + 1);
		if (!this.isFailing) {
			this.parcels = Math.max(PARCELS.least, Math.floor(this.parcels / 2));
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
