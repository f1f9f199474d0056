import type { Operation } from '#lib/core/operation.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import type { ContactAnswer } from '#lib/core/station/contact.ts';
import type { Press, StationState } from '#lib/core/station/station.ts';
import { isRefusal } from '#lib/core/verbs/context.ts';
import { newId } from '#lib/live/new-id.ts';
import { restAfter, WORKING, type RestSaid } from './rest.ts';
import { StationClock } from './station-clock.ts';
import {
	RECENT,
	type Held,
	type Known,
	type StationStore,
	type StoredEpoch,
	type StoredOperation
} from './station-store.ts';
import { taken } from './take-answer.ts';

export type StoreTrouble = 'storage-full' | 'storage-failed';

/** What a verb of the station is given: a copy that it may change, and what makes a press. */
export interface Work {
	draft: StationState;
	press(): Press;
	/** Monotonic ms of the press. */
	mono: number;
}

/**
 * Keeps the station: every change is tried on a copy, written, and only then shown. Changes happen one after the other,
 * whoever asks for them; what could not be written has not happened.
 */
export class Keeper {
	state: StationState;
	trouble: StoreTrouble | null = null;
	readonly clock: StationClock;
	/** What the hall has not acknowledged, oldest first, by operation id. */
	readonly open: Map<string, StoredOperation>;
	private last: Promise<unknown> = Promise.resolve();
	private run: { boot: string; after: string | undefined } | null = null;

	private constructor(
		readonly store: StationStore,
		readonly epoch: StoredEpoch,
		private held: Held,
		public known: Known,
		open: StoredOperation[],
		/** The last operations, newest first. */
		public recent: StoredOperation[],
		/** Called after every change that lasts. */
		private readonly changed: () => void
	) {
		this.open = new Map(open.map((stored) => [stored.operation.operationId, stored]));
		// Promised by the monotonic clock of an earlier run: nobody knows how long ago that was.
		this.state = {
			...held.state,
			leases: [],
			leasesAskedAt: -Infinity,
			outbox: open.map((stored) => stored.operation)
		};
		this.clock = new StationClock(known.anchor, held.lastAt);
	}

	/** Reads what the store holds; null when this device is no station. */
	static async open(store: StationStore, changed: () => void): Promise<Keeper | null> {
		const held = await store.held();
		if (!held) return null;
		const { epochId } = held;
		const [known, epochs, open, recent] = await Promise.all([
			store.known(),
			store.epochs(),
			store.open(epochId),
			store.recent(epochId, held.state.nextSeq)
		]);
		const epoch = epochs.find(({ id }) => id === epochId);
		return epoch ? new Keeper(store, epoch, held, known, open, recent, changed) : null;
	}

	get by(): string {
		return this.held.by;
	}

	/** What was last said here of a break at the booth. */
	get rest(): RestSaid {
		return this.held.rest ?? WORKING;
	}

	get closed(): Held['closed'] {
		return this.held.closed;
	}

	private inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.last.then(work);
		this.last = done.catch(() => undefined);
		return done;
	}

	/** Waits for the writing; a store that fails is a trouble to be shown, not an exception. */
	private async wrote(writing: () => Promise<void>): Promise<boolean> {
		try {
			await writing();
			this.trouble = null;
			return true;
		} catch (fault) {
			const full = fault instanceof DOMException && fault.name === 'QuotaExceededError';
			this.trouble = full ? 'storage-full' : 'storage-failed';
			return false;
		} finally {
			this.changed();
		}
	}

	private heldOf(draft: StationState): Held {
		const { outbox: _outbox, ...state } = draft;
		return { ...this.held, state, lastAt: this.clock.lastAt };
	}

	/**
	 * Carries out a verb of the core and writes what came of it; resolves once it lies on the disk. Refused with `internal`
	 * when it could not be written: then nothing has happened, and `trouble` says why.
	 */
	press<T extends Operation | Operation[] | null>(
		verb: (work: Work) => T | Refusal
	): Promise<T | Refusal> {
		return this.inTurn(async () => {
			const { clock, epoch, state } = this;
			const mono = performance.now();
			const at = clock.pressAt();
			const draft: StationState = structuredClone({ ...state, outbox: [] });
			const press = () => ({ operationId: newId(), at, by: this.held.by });
			const done = verb({ draft, press, mono });
			if (isRefusal(done)) return done;
			const stored = draft.outbox.map((operation): StoredOperation => ({
				epochId: epoch.id,
				seq: operation.seq,
				operation,
				boot: clock.boot,
				mono,
				open: 1,
				acknowledgement: null
			}));
			const held = this.heldOf(draft);
			const { store } = this;
			const wrote = await this.wrote(async () => {
				await store.press(held, stored);
				this.held = held;
				for (const one of stored) this.open.set(one.operation.operationId, one);
				this.recent = [...stored.toReversed(), ...this.recent].slice(0, RECENT);
				this.state = { ...draft, outbox: [...this.state.outbox, ...draft.outbox] };
			});
			return wrote ? done : refuse('internal');
		});
	}

	/** Who works here from now on, or that nobody does for a while. */
	setShift(shift: Partial<Pick<Held, 'by' | 'rest'>>): Promise<boolean> {
		return this.inTurn(() =>
			this.wrote(async () => {
				const held = { ...this.held, ...shift };
				await this.store.press(held, []);
				this.held = held;
			})
		);
	}

	/** The server answers at this address. */
	knowAddress(address: string): Promise<boolean> {
		return this.inTurn(() =>
			this.wrote(async () => {
				await this.store.hear(null, { address });
				this.known = { ...this.known, address };
			})
		);
	}

	/**
	 * Writes down that this run of the device has the store now. Only what lies on the disk is told to the hall: the next
	 * run will say that it came after this one, and a second one that says so has a copy.
	 */
	beginRun(): Promise<boolean> {
		return this.inTurn(() =>
			this.wrote(async () => {
				const { boot } = this.clock;
				const after = this.held.boot;
				const held = { ...this.held, boot };
				await this.store.press(held, []);
				this.held = held;
				this.run = { boot, after };
			})
		);
	}

	/** The run before this one, as far as it is known and was written down. */
	get afterRun(): string | undefined {
		return this.run?.boot === this.clock.boot ? this.run.after : undefined;
	}

	/** The device slept: the monotonic clock did not count, and leases may be over. */
	voidLeases(): Promise<void> {
		return this.inTurn(async () => {
			this.state = { ...this.state, leases: [] };
			this.changed();
		});
	}

	/** Takes the hall's answer. `sentAt`: monotonic ms when the contact left. */
	take(answer: ContactAnswer, sentAt: number): Promise<void> {
		return this.inTurn(async () => {
			const { store, epoch } = this;
			const forgotten = await this.forgottenByHall(answer);
			const { heard, draft } = taken(this.state, this.open, answer, forgotten);
			const rtt = performance.now() - sentAt;
			const at = answer.at + (rtt / 2) * answer.speed;
			const known: Partial<Known> = {
				anchor: this.clock.hear(at, answer.speed),
				waiting: answer.waiting,
				heardAt: answer.at,
				booth: answer.booth,
				...(answer.pack && { pack: answer.pack })
			};
			const closed = this.held.closed ?? answer.closed;
			const held = { ...this.heldOf(draft), closed, rest: restAfter(this.rest, answer.booth) };
			await this.wrote(async () => {
				await store.hear(held, known, [...heard, ...forgotten]);
				this.held = held;
				this.known = { ...this.known, ...known };
				for (const { operation } of heard) this.open.delete(operation.operationId);
				for (const stored of forgotten) this.open.set(stored.operation.operationId, stored);
				this.state = draft;
				this.remember([...heard, ...forgotten]);
				if (answer.over && this.open.size === 0) await store.forget(epoch.id);
			});
		});
	}

	/** What the hall once acknowledged and has not heard of any more: it was put back to an earlier day of its own. */
	private async forgottenByHall(answer: ContactAnswer): Promise<StoredOperation[]> {
		const first = this.open.values().next().value;
		const told = (first?.seq ?? this.state.nextSeq) - 1;
		if (answer.heard >= told) return [];
		const all = await this.store.after(this.epoch.id, answer.heard);
		return all
			.filter((stored) => stored.acknowledgement !== null)
			.map((stored) => ({ ...stored, open: 1, acknowledgement: null }));
	}

	private remember(changed: readonly StoredOperation[]): void {
		const anew = new Map(changed.map((stored) => [stored.seq, stored]));
		this.recent = this.recent.map((stored) => anew.get(stored.seq) ?? stored);
	}

	/** An operation of this epoch, by its id. */
	async operation(operationId: string): Promise<Operation | undefined> {
		const isIt = ({ operation }: StoredOperation) => operation.operationId === operationId;
		const stored = this.recent.find(isIt) ?? (await this.store.after(this.epoch.id, 0)).find(isIt);
		return stored?.operation;
	}
}
