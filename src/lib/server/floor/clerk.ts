import type { Sql, TransactionSql } from 'postgres';
import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import { evolve } from '#lib/core/evolve.ts';
import type { Floor } from '#lib/core/floor.ts';
import { isPassingFault } from '../db/passing-fault.ts';
import { log } from '../log.ts';
import { Batch, type Command } from './batch.ts';
import type { Delivery } from './deliveries.ts';
import { readEntries } from './journal.ts';
import { loadFloor } from './load.ts';
import { keepAside } from './operation-rows.ts';

/** A wish is answered with facts or a refusal; an operation is only ever acknowledged. */
type Waiting = { since: number; operationId: string } & (
	| { kind: 'wish'; command: Command; answer: (answer: Answer) => void }
	| {
			kind: 'operation';
			delivery: Delivery;
			/** Null when something before it is missing, or PostgreSQL stayed away: the station sends it again. */
			answer: (acknowledgement: Acknowledgement | null) => void;
	  }
);

/** As many commands as one transaction takes. */
const BATCH = 256;
/** How long a command is kept while PostgreSQL is away; past it, "try again" (real ms). */
const KEEP_MS = 8_000;
const RETRY_MS = 250;
const TRY_AGAIN: Answer = { ok: false, refused: 'try-again' };

/**
 * The one writer of a field event in this process. Commands that arrive while a batch is being committed form the
 * next one. A batch is one transaction: lock the clock row, catch up from the journal, take every command in order,
 * write changed rows and entries, advance the clock, commit. Nobody but the clerk sees its working floor.
 */
export class Clerk {
	private waiting: Waiting[] = [];
	private floor: Floor | null = null;
	private running: Promise<void> | null = null;

	constructor(
		private readonly sql: Sql,
		private readonly fieldEventId: number,
		/** Told before each answer how far the journal has come with it, and whether this transaction wrote any of it. */
		private readonly committed: (clock: number, wrote: boolean) => void
	) {}

	/** Resolves with the answer once it is durable; never rejects. */
	take(command: Command): Promise<Answer> {
		return new Promise((answer) => {
			const { operationId } = command;
			this.enqueue({ kind: 'wish', operationId, command, since: Date.now(), answer });
		});
	}

	/**
	 * Resolves with the acknowledgement once it is durable; null when PostgreSQL is away, or what stands before it in its
	 * epoch's order has not arrived. Never rejects.
	 */
	admit(delivery: Delivery): Promise<Acknowledgement | null> {
		return new Promise((answer) => {
			const { operationId } = delivery;
			this.enqueue({ kind: 'operation', operationId, delivery, since: Date.now(), answer });
		});
	}

	private enqueue(item: Waiting): void {
		this.waiting.push(item);
		this.running ??= this.run();
	}

	/** Waits until nothing is under way. */
	async idle(): Promise<void> {
		while (this.running) await this.running;
	}

	private async run(): Promise<void> {
		// One turn of the event loop, so that what arrives together is written together.
		await new Promise(setImmediate);
		try {
			while (this.waiting.length > 0) await this.batch(this.waiting.splice(0, BATCH));
		} finally {
			// At once after the last look at the line: a command that comes a microtask later must start a new run.
			this.running = null;
		}
	}

	/**
	 * A batch that fails for a reason of data is halved until the culprit stands alone; the others go on. It is tried once
	 * more by itself, on a floor that is read anew: what failed for another's sake succeeds then.
	 */
	private async batch(batch: Waiting[], again = false): Promise<void> {
		const fault = await this.attempt(batch);
		if (fault === null) return;
		this.floor = null;
		if (isPassingFault(fault)) {
			const now = Date.now();
			const late = batch.filter((w) => now - w.since > KEEP_MS);
			late.forEach((w) => (w.kind === 'wish' ? w.answer(TRY_AGAIN) : w.answer(null)));
			const kept = batch.filter((w) => now - w.since <= KEEP_MS);
			this.waiting.unshift(...kept);
			if (this.waiting.length > 0) await new Promise((r) => setTimeout(r, RETRY_MS));
			return;
		}
		const [only] = batch;
		if (batch.length === 1 && only) {
			return again ? this.setAside(only, fault) : this.batch(batch, true);
		}
		const half = batch.length >> 1;
		await this.batch(batch.slice(0, half));
		await this.batch(batch.slice(half));
	}

	/** The culprit alone: a wish is answered `internal`, a station's operation is quarantined and acknowledged. */
	private async setAside(item: Waiting, fault: unknown): Promise<void> {
		const { operationId } = item;
		log.error({ err: fault, operation: operationId }, 'clerk: a command failed');
		if (item.kind === 'wish') return item.answer({ ok: false, refused: 'internal' });
		try {
			item.answer(await keepAside(this.sql, this.fieldEventId, item.delivery));
		} catch (again) {
			log.error(
				{ err: again, operation: operationId },
				'clerk: an operation could not be quarantined'
			);
			item.answer(null);
		}
	}

	/** One transaction. Null when every command of the batch was answered; the fault when nothing was kept. */
	private async attempt(batch: Waiting[]): Promise<unknown> {
		let answers: (Answer | Acknowledgement | null)[] = [];
		let clock = 0;
		let wrote = false;
		try {
			// A set-up that is still being written is read anew: its rows have other writers than the clerk.
			if (!this.floor || this.floor.status === 'draft') {
				this.floor = await loadFloor(this.sql, this.fieldEventId);
			}
			const { floor } = this;
			if (!floor) {
				batch.forEach((w) =>
					w.kind === 'wish' ? w.answer({ ok: false, refused: 'not-open' }) : w.answer(null)
				);
				return null;
			}
			await this.sql.begin(async (tx) => {
				await this.catchUp(tx, floor);
				const deliveries = batch.flatMap((w) => (w.kind === 'operation' ? [w.delivery] : []));
				const ids = batch.map((w) => w.operationId);
				const work = await Batch.begin(tx, floor, ids, deliveries);
				answers = [];
				for (const item of batch) {
					const { kind } = item;
					answers.push(
						kind === 'wish' ? await work.command(item.command) : work.deliver(item.delivery)
					);
				}
				clock = floor.clock;
				wrote = work.wrote;
				if (wrote) await work.write();
			});
		} catch (fault) {
			return fault;
		}
		this.committed(clock, wrote);
		batch.forEach((w, i) => w.answer(answers[i] as never));
		return null;
	}

	/** Takes the clock's lock, and reads what another node has written since. */
	private async catchUp(tx: TransactionSql, floor: Floor): Promise<void> {
		const [row] = await tx<{ clock: number }[]>`
			select clock from floor_clock where field_event_id = ${this.fieldEventId} for update`;
		if (!row || row.clock < floor.clock) throw new Error('clerk: the clock ran backwards');
		if (row.clock === floor.clock) return;
		for (const entry of await readEntries(tx, this.fieldEventId, floor.clock)) evolve(floor, entry);
		if (floor.clock !== row.clock) throw new Error('clerk: the journal has a gap');
	}
}
