import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { admit } from '#lib/core/admit.ts';
import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import { briefsOf } from '#lib/core/brief.ts';
import { carryOut } from '#lib/core/decide.ts';
import { evolve } from '#lib/core/evolve.ts';
import { nothingTouched, type Touched } from '#lib/core/touched.ts';
import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import { holderOf } from '#lib/core/operation.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Wish } from '#lib/core/wish.ts';
import { isConnectionFault } from '../db/connection-fault.ts';
import { log } from '../log.ts';
import { checkIdentity, keepIdentity } from './identity.ts';
import { readEntries } from './journal.ts';
import { loadFloor } from './load.ts';
import { upsert, writeEntries, writeTouched } from './rows.ts';
import { operation, quarantine } from '../db/hall.schema.ts';
import { stationHeard } from '../db/station.schema.ts';
import { Heard, type Delivery } from './deliveries.ts';
import { storable } from './storable.ts';

export interface Command {
	operationId: string;
	wish: Wish;
	/** Hall time in ms. */
	at: number;
	by: string;
	/** Keyed HMAC of an identity number, where the organiser switched that check on. */
	identity?: { hmac: string; anyway: boolean };
}

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
		/** Told after each commit that wrote something. */
		private readonly committed: (clock: number) => void
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

	/** A batch that fails for a reason of data is halved until the culprit stands alone; the others go on. */
	private async batch(batch: Waiting[]): Promise<void> {
		const fault = await this.attempt(batch);
		if (fault === null) return;
		this.floor = null;
		if (isConnectionFault(fault)) {
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
			await this.setAside(only, fault);
			return;
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
			item.answer(await this.keepAside(item.delivery));
		} catch (again) {
			log.error(
				{ err: again, operation: operationId },
				'clerk: an operation could not be quarantined'
			);
			item.answer(null);
		}
	}

	/** What PostgreSQL would not take as facts is kept as it came, in its place of the epoch's order. */
	private async keepAside(delivery: Delivery): Promise<Acknowledgement | null> {
		const { operationId } = delivery;
		return (await this.sql.begin(async (tx) => {
			const [row] = await tx<{ clock: number }[]>`
				select clock from floor_clock where field_event_id = ${this.fieldEventId} for update`;
			const [known] = await tx<{ answer: Acknowledgement }[]>`
				select answer from operation where field_event_id = ${this.fieldEventId} and id = ${operationId}`;
			const heard = await Heard.read(tx, this.fieldEventId, [delivery]);
			const place = heard.take(delivery, known !== undefined);
			if (place === 'gap') return null;
			if (known) return known.answer;
			const answer = setAside(operationId, row?.clock ?? 0, 'internal');
			await Promise.all([
				upsert(tx, quarantine, [this.quarantineRow(delivery, 'internal')]),
				upsert(tx, operation, [this.deliveryRow(delivery, answer.clock, answer)]),
				upsert(tx, stationHeard, heard.rows)
			]);
			return answer;
		})) as Acknowledgement | null;
	}

	private commandRow({ operationId, wish, by }: Command, clock: number, answer: unknown) {
		return {
			field_event_id: this.fieldEventId,
			id: operationId,
			kind: wish.kind,
			by,
			clock,
			answer
		};
	}

	private deliveryRow(delivery: Delivery, clock: number, answer: Acknowledgement) {
		const { operationId, operation: said, station, epoch } = delivery;
		const kind = 'unreadable' in said ? 'unreadable' : said.deed.kind;
		// Whoever pressed is in the journal's entries; here it is the epoch that vouches for it.
		const by = holderOf(station, epoch);
		return { field_event_id: this.fieldEventId, id: operationId, kind, by, clock, answer };
	}

	private quarantineRow({ operationId, station, epoch, seq, body }: Delivery, why: string) {
		return {
			field_event_id: this.fieldEventId,
			operation_id: operationId,
			station,
			epoch,
			seq,
			body: storable(body),
			why
		};
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
				const before = floor.clock;
				const done = await this.carryOutAll(tx, floor, batch);
				answers = done.answers;
				clock = floor.clock;
				wrote = clock > before || done.accepted.length > 0;
				if (!wrote) return;
				await Promise.all([
					...writeTouched(tx, floor, done.touched),
					writeEntries(tx, this.fieldEventId, done.entries),
					upsert(tx, operation, done.accepted),
					upsert(tx, quarantine, done.quarantined),
					upsert(tx, stationHeard, done.heard),
					tx`update floor_clock set clock = ${clock} where field_event_id = ${this.fieldEventId}`
				]);
			});
		} catch (fault) {
			return fault;
		}
		if (wrote) this.committed(clock);
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

	private async carryOutAll(tx: TransactionSql, floor: Floor, batch: Waiting[]) {
		const ids = [...new Set(batch.map((w) => w.operationId))];
		const known = await tx<{ id: string; answer: Answer | Acknowledgement }[]>`
			select id, answer from operation where field_event_id = ${this.fieldEventId} and id = any(${ids}::uuid[])`;
		const first = new Map(known.map((row) => [row.id, row.answer]));
		const deliveries = batch.flatMap((w) => (w.kind === 'operation' ? [w.delivery] : []));
		const heard = await Heard.read(tx, this.fieldEventId, deliveries);
		const touched = nothingTouched();
		const entries: Entry[] = [];
		const accepted: Record<string, unknown>[] = [];
		const quarantined: Record<string, unknown>[] = [];
		const answers: (Answer | Acknowledgement | null)[] = [];
		for (const item of batch) {
			const again = first.get(item.operationId);
			if (item.kind === 'operation') {
				const { delivery } = item;
				const place = heard.take(delivery, again !== undefined);
				if (place === 'gap') {
					answers.push(null);
				} else if (place === 'again') {
					answers.push(acknowledgedAgain(again!, item.operationId));
				} else if (place === 'taken') {
					// Its id is another's: kept under one of its own, so that nothing covers anything.
					const kept = { ...delivery, operationId: randomUUID() };
					quarantined.push(this.quarantineRow(kept, 'id-taken'));
					accepted.push(
						this.deliveryRow(kept, floor.clock, setAside(kept.operationId, floor.clock, 'id-taken'))
					);
					answers.push(setAside(item.operationId, floor.clock, 'id-taken'));
				} else {
					const answer =
						place === 'forked'
							? setAside(item.operationId, floor.clock, 'forked')
							: this.admitOne(floor, delivery, touched, entries);
					answers.push(answer);
					first.set(item.operationId, answer);
					accepted.push(this.deliveryRow(delivery, floor.clock, answer));
					if (answer.verdict === 'quarantined') {
						quarantined.push(this.quarantineRow(delivery, answer.why));
					}
				}
				continue;
			}
			if (again) {
				answers.push(again);
				continue;
			}
			const { command } = item;
			const answer =
				(await this.sameFirst(tx, floor, command)) ??
				this.carryOutOne(floor, command, touched, entries);
			answers.push(answer);
			// A refused wish leaves nothing behind and may be answered otherwise when it is sent again.
			if (!answer.ok) continue;
			first.set(item.operationId, answer);
			accepted.push(this.commandRow(command, floor.clock, answer));
			if (command.identity) {
				const { wish, identity } = command;
				// A sheet that is brought to life is given to a person just as a new ticket is.
				if (wish.kind === 'issue' || wish.kind === 'bring-to-life') {
					await keepIdentity(tx, floor, wish.ticketId, identity.hmac);
				}
			}
		}
		return { answers, touched, entries, accepted, quarantined, heard: heard.rows };
	}

	private admitOne(
		floor: Floor,
		{ operationId, operation: body, at, lastContact }: Delivery,
		touched: Touched,
		entries: Entry[]
	): Acknowledgement {
		if ('unreadable' in body) return setAside(operationId, floor.clock, body.unreadable);
		const { by } = body;
		const { facts, verdict, why } = admit(floor, body, { at, lastContact });
		for (const fact of facts) {
			const entry: Entry = { clock: floor.clock + 1, operationId, at, by, fact };
			evolve(floor, entry, touched);
			entries.push(entry);
		}
		return { operationId, clock: floor.clock, verdict, why };
	}

	/** "A second ticket for the same person is offered the first one", unless the gate says: give it anyway. */
	private async sameFirst(
		tx: TransactionSql,
		floor: Floor,
		command: Command
	): Promise<Answer | null> {
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

const setAside = (operationId: string, clock: number, why: string): Acknowledgement => ({
	operationId,
	clock,
	verdict: 'quarantined',
	why
});

/** The first answer once more; an id that was a wish's says no more than that it is known. */
function acknowledgedAgain(first: Answer | Acknowledgement, operationId: string): Acknowledgement {
	if ('verdict' in first) return first;
	return setAside(operationId, first.ok ? first.clock : 0, 'id-taken');
}
