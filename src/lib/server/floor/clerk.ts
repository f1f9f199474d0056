import type { Sql, TransactionSql } from 'postgres';
import type { Answer } from '#lib/core/answer.ts';
import { briefsOf } from '#lib/core/brief.ts';
import { carryOut } from '#lib/core/decide.ts';
import { evolve } from '#lib/core/evolve.ts';
import { nothingTouched, type Touched } from '#lib/core/touched.ts';
import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Wish } from '#lib/core/wish.ts';
import { log } from '../log.ts';
import { checkIdentity, keepIdentity } from './identity.ts';
import { readEntries } from './journal.ts';
import { loadFloor } from './load.ts';
import { upsert, writeEntries, writeTouched } from './rows.ts';
import { operation } from '../db/hall.schema.ts';

export interface Command {
	operationId: string;
	wish: Wish;
	/** Hall time in ms. */
	at: number;
	by: string;
	/** Keyed HMAC of an identity number, where the organiser switched that check on. */
	identity?: { hmac: string; anyway: boolean };
}

interface Waiting {
	command: Command;
	since: number;
	answer: (answer: Answer) => void;
}

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
		/** Told after each commit that wrote something. */
		private readonly committed: (clock: number) => void
	) {}

	/** Resolves with the answer once it is durable; never rejects. */
	take(command: Command): Promise<Answer> {
		return new Promise((answer) => {
			this.waiting.push({ command, since: Date.now(), answer });
			this.running ??= this.run().finally(() => (this.running = null));
		});
	}

	/** Waits until nothing is under way. */
	async idle(): Promise<void> {
		while (this.running) await this.running;
	}

	private async run(): Promise<void> {
		// One turn of the event loop, so that what arrives together is written together.
		await new Promise(setImmediate);
		while (this.waiting.length > 0) await this.batch(this.waiting.splice(0, BATCH));
	}

	/** A batch that fails for a reason of data is halved until the culprit stands alone; the others go on. */
	private async batch(batch: Waiting[]): Promise<void> {
		const fault = await this.attempt(batch);
		if (fault === null) return;
		this.floor = null;
		if (isConnectionFault(fault)) {
			const now = Date.now();
			const late = batch.filter((w) => now - w.since > KEEP_MS);
			late.forEach((w) => w.answer(TRY_AGAIN));
			const kept = batch.filter((w) => now - w.since <= KEEP_MS);
			this.waiting.unshift(...kept);
			if (this.waiting.length > 0) await new Promise((r) => setTimeout(r, RETRY_MS));
			return;
		}
		if (batch.length === 1) {
			const { command, answer } = batch[0]!;
			log.error({ err: fault, wish: command.wish.kind, operation: command.operationId }, 'clerk: a command failed');
			answer({ ok: false, refused: 'internal' });
			return;
		}
		const half = batch.length >> 1;
		await this.batch(batch.slice(0, half));
		await this.batch(batch.slice(half));
	}

	/** One transaction. Null when every command of the batch was answered; the fault when nothing was kept. */
	private async attempt(batch: Waiting[]): Promise<unknown> {
		let answers: Answer[] = [];
		let clock = 0;
		let wrote = false;
		try {
			// A set-up that is still being written is read anew: its rows have other writers than the clerk.
			if (!this.floor || this.floor.status === 'draft') {
				this.floor = await loadFloor(this.sql, this.fieldEventId);
			}
			const { floor } = this;
			if (!floor) {
				batch.forEach((w) => w.answer({ ok: false, refused: 'not-open' }));
				return null;
			}
			await this.sql.begin(async (tx) => {
				await this.catchUp(tx, floor);
				const before = floor.clock;
				const done = await this.carryOutAll(tx, floor, batch);
				answers = done.answers;
				clock = floor.clock;
				wrote = clock > before || done.accepted.length > 0;
				if (!wrote) return;
				await Promise.all([
					...writeTouched(tx, floor, done.touched),
					...writeEntries(tx, this.fieldEventId, done.entries),
					upsert(tx, operation, done.accepted),
					tx`update floor_clock set clock = ${clock} where field_event_id = ${this.fieldEventId}`
				]);
			});
		} catch (fault) {
			return fault;
		}
		if (wrote) this.committed(clock);
		batch.forEach((w, i) => w.answer(answers[i]!));
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

	private async carryOutAll(tx: TransactionSql, floor: Floor, batch: Waiting[]) {
		const ids = [...new Set(batch.map((w) => w.command.operationId))];
		const known = await tx<{ id: string; answer: Answer }[]>`
			select id, answer from operation where field_event_id = ${this.fieldEventId} and id = any(${ids}::uuid[])`;
		const first = new Map(known.map((row) => [row.id, row.answer]));
		const touched = nothingTouched();
		const entries: Entry[] = [];
		const accepted: Record<string, unknown>[] = [];
		const answers: Answer[] = [];
		for (const { command } of batch) {
			const again = first.get(command.operationId);
			if (again) {
				answers.push(again);
				continue;
			}
			const refused = await this.sameFirst(tx, floor, command);
			const answer = refused ?? this.carryOutOne(floor, command, touched, entries);
			answers.push(answer);
			// A refused wish leaves nothing behind and may be answered otherwise when it is sent again.
			if (!answer.ok) continue;
			first.set(command.operationId, answer);
			accepted.push({
				field_event_id: this.fieldEventId,
				id: command.operationId,
				kind: command.wish.kind,
				by: command.by,
				clock: answer.clock,
				answer
			});
			if (command.identity && command.wish.kind === 'issue') {
				await keepIdentity(tx, floor, command.wish.ticketId, command.identity.hmac);
			}
		}
		return { answers, touched, entries, accepted };
	}

	/** "A second ticket for the same person is offered the first one", unless the gate says: give it anyway. */
	private async sameFirst(tx: TransactionSql, floor: Floor, command: Command): Promise<Answer | null> {
		if (!command.identity || command.identity.anyway) return null;
		const refusal: Refusal | null = await checkIdentity(tx, floor, command.identity.hmac);
		return refusal && { ok: false, ...refusal };
	}

	private carryOutOne(floor: Floor, command: Command, touched: Touched, entries: Entry[]): Answer {
		const { operationId, at, by } = command;
		const carried = carryOut(floor, command.wish, { at, by, operationId }, touched);
		if ('refusal' in carried) return { ok: false, ...carried.refusal };
		entries.push(...carried.entries);
		const ids = new Set<string>();
		for (const { fact } of carried.entries) {
			if ('ticketId' in fact && fact.ticketId) ids.add(fact.ticketId);
			if ('ticketIds' in fact) fact.ticketIds.forEach((id) => ids.add(id));
		}
		return {
			ok: true,
			operationId,
			clock: floor.clock,
			tickets: briefsOf(floor, ids),
			then: carried.then?.refused ?? null
		};
	}
}

/** Faults that say that PostgreSQL is away or ending, not that the data are wrong. */
function isConnectionFault(fault: unknown): boolean {
	const code = (fault as { code?: string } | null)?.code ?? '';
	return (
		/^(CONNECTION|CONNECT_|ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EHOST)/.test(code) ||
		/^(57P0[123]|08|53300)/.test(code)
	);
}
