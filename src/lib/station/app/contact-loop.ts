import {
	CONTACT_OPERATIONS,
	FIRST_CONTACT_OPERATIONS,
	SIGNATURE_HEADER,
	type Contact,
	type ContactAnswer
} from '#lib/core/station/contact.ts';
import { signatureOf } from './station-key.ts';
import type { StoredEpoch } from './station-store.ts';

const BEAT_MS = 2_000;
/** Between a failure and the next try, a small one: at random, so that a hall of stations does not return in step. */
const BACKOFF_MS = { least: 500, most: 2_500 };
/** A try that brings no answer is given up after this long; longer, up to the most, while a slow line carries much. */
const PATIENCE_MS = { least: 5_000, most: 40_000 };
/** No line is waited for that carries less in a ms. */
const LEAST_BYTES_A_MS = 4;
const PARCELS = { least: 10, first: 100 };
/** A shorter body is not worth compressing, in characters. */
const PACKED_FROM = 1_500;
/** Without an answer for this long the station calls itself cut off. */
export const SILENT_MS = 5_000;

/**
 * What came of one contact. `refused`: the server answered, and knows no such station (or is older than this program);
 * `late`: nothing came in time, as on a line that carries little or nothing.
 */
export type Contacted =
	| { ok: true; answer: ContactAnswer; sentAt: number }
	| { ok: false; refused: string | null; late: boolean };

/** How the next contact is to be made: with how many operations, how long to wait, and whether only in plain bytes. */
export interface Asking {
	parcels: number;
	patienceMs: number;
	plain: boolean;
}

/** Sends one contact, signed, to the server at an address; a long one goes compressed. */
export async function contact(
	origin: string,
	epoch: StoredEpoch,
	body: Contact,
	{ patienceMs, plain }: Omit<Asking, 'parcels'>
): Promise<Contacted> {
	const path = `/api/station/${epoch.fieldEventId}/${epoch.station}/contact`;
	const text = JSON.stringify(body);
	const signature = await signatureOf(epoch.pair, path, text);
	const packed = plain || text.length < PACKED_FROM ? null : await packedText(text);
	const long = (packed?.byteLength ?? text.length) / LEAST_BYTES_A_MS;
	const signal = AbortSignal.timeout(Math.min(PATIENCE_MS.most, patienceMs + long));
	const sentAt = performance.now();
	try {
		const response = await fetch(origin + path, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				...(packed && { 'content-encoding': 'gzip' }),
				[SIGNATURE_HEADER]: signature
			},
			body: packed ?? text,
			cache: 'no-store',
			credentials: 'omit',
			signal
		});
		if (response.ok) return { ok: true, answer: (await response.json()) as ContactAnswer, sentAt };
		if (response.status >= 500) return { ok: false, refused: null, late: false };
		const said = (await response.json()) as { refused?: string };
		return { ok: false, refused: said.refused ?? 'unreadable', late: false };
	} catch {
		return { ok: false, refused: null, late: signal.aborted };
	}
}

/** Null where the browser cannot. */
async function packedText(text: string): Promise<ArrayBuffer | null> {
	if (!('CompressionStream' in globalThis)) return null;
	const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Response(stream).arrayBuffer();
}

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
	private parcels: number = PARCELS.first;
	private mostParcels = CONTACT_OPERATIONS;
	private plain = false;
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
