import { MOST_PRESSES, type TallySums } from '#lib/core/tally-press.ts';
import { newId } from './new-id.ts';

interface Kept {
	operationId: string;
	count: 1 | 10;
	/** The device's own clock: only how long ago it was is told. */
	pressedAt: number;
}

/** What a device has not heard an answer to; kept so that a page that was closed loses nothing. */
interface Unsent {
	presses: Kept[];
	takenBack: string[];
}

export type NotCounted = 'withdrawn' | 'not-open' | 'no-such-code';

const AGAIN_MS = 3_000;
const REMEMBERED = 50;

/**
 * A tally's page: counts at once, tells the server, and tells it again until it is heard. Every press has an id of its
 * own, so that however often it is told it counts once.
 */
export class TallyCounter {
	sums: TallySums = $state.raw() as TallySums;
	refused: NotCounted | null = $state(null);
	/** The last message came to nothing: what is kept is told again. */
	failing = $state(false);
	private unsent: Unsent = $state.raw({ presses: [], takenBack: [] });
	/** Presses of this page that may be taken back, the latest last. */
	private done: Kept[] = $state.raw([]);
	private telling = false;
	private timer: ReturnType<typeof setTimeout> | null = null;
	private closed = false;

	readonly waiting = $derived(this.unsent.presses.length + this.unsent.takenBack.length);
	readonly last = $derived(this.done.at(-1) ?? null);
	/** What this device has counted and taken back since the last answer. */
	readonly ahead = $derived.by(() => {
		const { presses, takenBack } = this.unsent;
		const added = presses.filter(({ operationId }) => !takenBack.includes(operationId));
		const told = this.answered.filter(({ operationId }) => takenBack.includes(operationId));
		const sum = (all: readonly Kept[]) => all.reduce((n, { count }) => n + count, 0);
		return sum(added) - sum(told);
	});
	/** Presses that the server has answered, so that taking one back shows at once. */
	private answered: Kept[] = $state.raw([]);

	/**
	 * @param path where presses are told
	 * @param key under which unsent presses are kept on the device
	 */
	constructor(
		private readonly path: string,
		private readonly key: string,
		first: TallySums
	) {
		this.sums = first;
	}

	/** Takes up what an earlier page of this device could not send. */
	start(): void {
		try {
			const kept = JSON.parse(localStorage.getItem(this.key) ?? 'null') as Unsent | null;
			if (kept) this.unsent = kept;
		} catch {
			// A device without a store counts all the same.
		}
		if (this.waiting > 0) void this.tell();
	}

	close(): void {
		this.closed = true;
		if (this.timer) clearTimeout(this.timer);
	}

	add(count: 1 | 10): void {
		const press = { operationId: newId(), count, pressedAt: Date.now() };
		this.done = [...this.done, press].slice(-REMEMBERED);
		this.keep({ ...this.unsent, presses: [...this.unsent.presses, press] });
	}

	/** Takes the last press of this page back. */
	undo(): void {
		const press = this.last;
		if (!press) return;
		this.done = this.done.slice(0, -1);
		this.keep({ ...this.unsent, takenBack: [...this.unsent.takenBack, press.operationId] });
	}

	private keep(unsent: Unsent): void {
		this.unsent = unsent;
		this.store();
		void this.tell();
	}

	private store(): void {
		try {
			if (this.waiting === 0) localStorage.removeItem(this.key);
			else localStorage.setItem(this.key, JSON.stringify(this.unsent));
		} catch {
			// As above.
		}
	}

	private async tell(): Promise<void> {
		if (this.telling || this.closed) return;
		this.telling = true;
		const presses = this.unsent.presses.slice(0, MOST_PRESSES);
		const takenBack = this.unsent.takenBack.slice(0, MOST_PRESSES);
		const heard = await this.send(presses, takenBack);
		this.telling = false;
		if (this.closed) return;
		this.failing = !heard;
		if (heard) {
			this.sums = heard;
			this.refused = null;
			this.answered = [...this.answered, ...presses].slice(-REMEMBERED);
			this.unsent = {
				presses: this.unsent.presses.slice(presses.length),
				takenBack: this.unsent.takenBack.slice(takenBack.length)
			};
			this.store();
			if (this.waiting > 0) void this.tell();
			return;
		}
		if (this.timer) clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.tell(), AGAIN_MS);
	}

	/** What the place stands at with these presses; null when they were not heard, or are not counted. */
	private async send(
		presses: readonly Kept[],
		takenBack: readonly string[]
	): Promise<TallySums | null> {
		try {
			const response = await fetch(this.path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					presses: presses.map(({ operationId, count, pressedAt }) => ({
						operationId,
						count,
						agoMs: Date.now() - pressedAt
					})),
					takenBack
				}),
				signal: AbortSignal.timeout(10_000)
			});
			const answer = (await response.json()) as TallySums | { refused: NotCounted };
			if (!('refused' in answer)) return response.ok ? answer : null;
			this.refused = answer.refused;
		} catch {
			// Told again in a while.
		}
		return null;
	}
}
