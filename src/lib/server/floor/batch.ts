import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { admit } from '#lib/core/admit.ts';
import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import { briefsOf } from '#lib/core/brief.ts';
import { carryOut } from '#lib/core/decide.ts';
import { evolve } from '#lib/core/evolve.ts';
import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import { nothingTouched } from '#lib/core/touched.ts';
import type { Wish } from '#lib/core/wish.ts';
import { operation, quarantine } from '../db/hall.schema.ts';
import { stationHeard } from '../db/station.schema.ts';
import { Heard, type Delivery } from './deliveries.ts';
import { checkIdentity, keepIdentity } from './identity.ts';
import { commandRow, deliveryRow, quarantineRow, setAside } from './operation-rows.ts';
import { upsert, writeEntries, writeTouched } from './rows.ts';

export interface Command {
	operationId: string;
	wish: Wish;
	/** Hall time in ms. */
	at: number;
	by: string;
	/** Keyed HMAC of an identity number, where the organiser switched that check on. */
	identity?: { hmac: string; anyway: boolean };
}

/**
 * What one transaction of the clerk does: it takes commands and deliveries in their order, evolves the working floor with
 * each, and writes every row that this changed. Whoever makes one holds the clock's lock, and throws the floor away when
 * the transaction fails.
 */
export class Batch {
	private readonly touched = nothingTouched();
	private readonly entries: Entry[] = [];
	private readonly accepted: Record<string, unknown>[] = [];
	private readonly quarantined: Record<string, unknown>[] = [];
	private readonly clockBefore: number;

	private constructor(
		private readonly tx: TransactionSql,
		private readonly floor: Floor,
		/** First answers of the operations that are known, by their ids. */
		private readonly first: Map<string, Answer | Acknowledgement>,
		private readonly heard: Heard
	) {
		this.clockBefore = floor.clock;
	}

	static async begin(
		tx: TransactionSql,
		floor: Floor,
		operationIds: readonly string[],
		deliveries: readonly Delivery[]
	): Promise<Batch> {
		const ids = [...new Set(operationIds)];
		const known = await tx<{ id: string; answer: Answer | Acknowledgement }[]>`
			select id, answer from operation where field_event_id = ${floor.fieldEventId} and id = any(${ids}::uuid[])`;
		const first = new Map(known.map((row) => [row.id, row.answer]));
		return new Batch(tx, floor, first, await Heard.read(tx, floor.fieldEventId, deliveries));
	}

	/** Whether there is anything to write. */
	get wrote(): boolean {
		return this.floor.clock > this.clockBefore || this.accepted.length > 0;
	}

	/** Takes a station's operation; null when what stands before it in its epoch's order is missing. */
	deliver(delivery: Delivery): Acknowledgement | null {
		const { operationId } = delivery;
		const { clock } = this.floor;
		const again = this.first.get(operationId);
		switch (this.heard.take(delivery, again !== undefined)) {
			case 'gap':
				return null;
			case 'again':
				// An id that was a wish's says no more than that it is known.
				return again && 'verdict' in again ? again : setAside(operationId, clock, 'id-taken');
			case 'taken': {
				// Its id is another's: kept under one of its own, so that nothing covers anything.
				const kept = { ...delivery, operationId: randomUUID() };
				this.keep(kept, setAside(kept.operationId, clock, 'id-taken'));
				return setAside(operationId, clock, 'id-taken');
			}
			case 'forked':
				return this.keep(delivery, setAside(operationId, clock, 'forked'));
			case 'fresh':
				return this.keep(delivery, this.admit(delivery));
		}
	}

	private keep(delivery: Delivery, answer: Acknowledgement): Acknowledgement {
		const { fieldEventId } = this.floor;
		this.first.set(delivery.operationId, answer);
		this.accepted.push(deliveryRow(fieldEventId, delivery, answer));
		if (answer.verdict === 'quarantined') {
			this.quarantined.push(quarantineRow(fieldEventId, delivery, answer.why));
		}
		return answer;
	}

	private admit({ operationId, operation: said, ...arrival }: Delivery): Acknowledgement {
		const { floor } = this;
		if ('unreadable' in said) return setAside(operationId, floor.clock, said.unreadable);
		const { facts, verdict, why, at } = admit(floor, said, arrival);
		for (const fact of facts) {
			const entry: Entry = { clock: floor.clock + 1, operationId, at, by: said.by, fact };
			evolve(floor, entry, this.touched);
			this.entries.push(entry);
		}
		return { operationId, clock: floor.clock, verdict, why };
	}

	/** Takes a wish. A refused one leaves nothing behind and may be answered otherwise when it is sent again. */
	async command(command: Command): Promise<Answer> {
		const again = this.first.get(command.operationId);
		if (again) return again as Answer;
		const { floor } = this;
		const answer = (await this.sameFirst(command)) ?? this.carryOut(command);
		if (!answer.ok) return answer;
		this.first.set(command.operationId, answer);
		this.accepted.push(commandRow(floor.fieldEventId, command, floor.clock, answer));
		const { wish, identity } = command;
		// A sheet that is brought to life is given to a person just as a new ticket is.
		if (identity && (wish.kind === 'issue' || wish.kind === 'bring-to-life')) {
			await keepIdentity(this.tx, floor, wish.ticketId, identity.hmac);
		}
		return answer;
	}

	/** "A second ticket for the same person is offered the first one", unless the gate says: give it anyway. */
	private async sameFirst({ identity }: Command): Promise<Answer | null> {
		if (!identity || identity.anyway) return null;
		const refusal = await checkIdentity(this.tx, this.floor, identity.hmac);
		return refusal && { ok: false, ...refusal };
	}

	private carryOut({ operationId, wish, at, by }: Command): Answer {
		const { floor } = this;
		const carried = carryOut(floor, wish, { at, by, operationId }, this.touched);
		if ('refusal' in carried) return { ok: false, ...carried.refusal };
		this.entries.push(...carried.entries);
		const ids = new Set<string>();
		for (const { fact } of carried.entries) {
			if ('ticketId' in fact && fact.ticketId) ids.add(fact.ticketId);
			if ('ticketIds' in fact) fact.ticketIds.forEach((id) => ids.add(id));
		}
		const tickets = briefsOf(floor, ids);
		const then = carried.then?.refused ?? null;
		return { ok: true, operationId, clock: floor.clock, tickets, then };
	}

	/** Writes every changed row, the entries and the answers, and advances the clock. */
	async write(): Promise<void> {
		const { tx, floor } = this;
		await Promise.all([
			...writeTouched(tx, floor, this.touched),
			writeEntries(tx, floor.fieldEventId, this.entries),
			upsert(tx, operation, this.accepted),
			upsert(tx, quarantine, this.quarantined),
			upsert(tx, stationHeard, this.heard.rows),
			tx`update floor_clock set clock = ${floor.clock} where field_event_id = ${floor.fieldEventId}`
		]);
	}
}
