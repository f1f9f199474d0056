import type { Acknowledgement } from '#lib/core/answer.ts';
import type { StationPlace } from '#lib/core/fact.ts';
import type { Operation } from '#lib/core/operation.ts';
import type { BoothStanding, StationPack, WaitingList } from '#lib/core/station/contact.ts';
import type { StationState } from '#lib/core/station/station.ts';
import { beginNewFile } from './new-file.ts';
import type { RestSaid } from './rest.ts';
import type { Anchor } from './station-clock.ts';
import type { StationKey } from './station-key.ts';

/** One enrolment of this device. Earlier ones are kept for as long as they have something to tell. */
export interface StoredEpoch extends StationKey {
	/** `<fieldEventId>/<station>/<epoch>` */
	id: string;
	fieldEventId: number;
	station: string;
	epoch: number;
	place: StationPlace;
}

/** What the station is in the midst of: written whole with every press. */
export interface Held {
	epochId: string;
	state: Omit<StationState, 'outbox'>;
	/** Hall time of the last thing written. */
	lastAt: number;
	/** Who works here. */
	by: string;
	closed: 'replaced' | 'revoked' | 'forgotten' | null;
	/** Absent in stores of before there were breaks. */
	rest?: RestSaid;
	/** The run of the device that had this store last; absent in stores of before it was written. */
	boot?: string;
}

/** What the hall told: lost, it is told again. */
export interface Known {
	anchor: Anchor;
	pack: StationPack;
	waiting: WaitingList[];
	/** Hall time of the last answer; null when there was none since enrolment. */
	heardAt: number | null;
	/** Where the server answered last, when it was not where this page came from. */
	address?: string;
	/** How the hall has the booth; undefined where it does not tell. */
	booth?: BoothStanding | null | undefined;
}

/** An operation, and the run of the device and the monotonic ms in which it was pressed. */
export interface StoredOperation {
	epochId: string;
	seq: number;
	operation: Operation;
	boot: string;
	mono: number;
	/** 1 until it is acknowledged, then absent: what is absent is not in the index. */
	open?: 1;
	acknowledgement: Acknowledgement | null;
}

const NAME = 'ngayhoi-station';
const VERSION = 1;
const HELD = 'held';
/** How many of the last operations a screen can show. */
export const RECENT = 50;

/** Opens the store; rejects with the DOMException of the browser. */
export async function openStore(): Promise<StationStore> {
	await beginNewFile();
	return new Promise((done, fail) => {
		const request = indexedDB.open(NAME, VERSION);
		request.onupgradeneeded = () => {
			const { result: db } = request;
			db.createObjectStore('epoch', { keyPath: 'id' });
			db.createObjectStore('held');
			db.createObjectStore('known');
			const operations = db.createObjectStore('operation', { keyPath: ['epochId', 'seq'] });
			operations.createIndex('open', ['epochId', 'open']);
		};
		request.onsuccess = () => done(new StationStore(request.result));
		request.onerror = () => fail(request.error);
	});
}

function result<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error);
	});
}

function rangeOf(epochId: string, after = 0): IDBKeyRange {
	return IDBKeyRange.bound([epochId, after], [epochId, Infinity], after > 0);
}

/**
 * What the station must not lose. Whatever a screen says is done has been written here, number and operation and seats in
 * one transaction, and waited for until it lay on the disk: the browser's own default loses it all when the power goes.
 */
export class StationStore {
	constructor(private readonly db: IDBDatabase) {
		// A later version of the program wants to change the store: the page that holds it back must let go.
		db.onversionchange = () => db.close();
	}

	close(): void {
		this.db.close();
	}

	private write(
		stores: string[],
		durability: IDBTransactionDurability,
		work: (transaction: IDBTransaction) => void
	): Promise<void> {
		return new Promise((done, fail) => {
			const transaction = this.db.transaction(stores, 'readwrite', { durability });
			transaction.oncomplete = () => done();
			transaction.onabort = () => fail(transaction.error ?? new Error('the store was closed'));
			work(transaction);
		});
	}

	/** What was pressed: with it, or not at all, goes what the station is in the midst of after it. */
	press(held: Held, operations: readonly StoredOperation[]): Promise<void> {
		return this.write(['held', 'operation'], 'strict', (transaction) => {
			transaction.objectStore('held').put(held, HELD);
			const store = transaction.objectStore('operation');
			// Never over another one: a second writer is stopped here.
			for (const operation of operations) store.add(operation);
		});
	}

	/** A new enrolment takes the place of the last. */
	enrol(epoch: StoredEpoch, held: Held, known: Known): Promise<void> {
		return this.write(['epoch', 'held', 'known'], 'strict', (transaction) => {
			transaction.objectStore('epoch').put(epoch);
			transaction.objectStore('held').put(held, HELD);
			for (const [name, value] of Object.entries(known)) {
				transaction.objectStore('known').put(value, name);
			}
		});
	}

	/** What the hall said. It would say it again: nobody waits for the disk. */
	hear(
		held: Held | null,
		known: Partial<Known>,
		heard: readonly StoredOperation[] = []
	): Promise<void> {
		return this.write(['held', 'known', 'operation'], 'relaxed', (transaction) => {
			if (held) transaction.objectStore('held').put(held, HELD);
			for (const [name, value] of Object.entries(known)) {
				transaction.objectStore('known').put(value, name);
			}
			for (const operation of heard) transaction.objectStore('operation').put(operation);
		});
	}

	/** The field event is closed: everything of an epoch that was acknowledged may go. */
	forget(epochId: string): Promise<void> {
		return this.write(['operation'], 'relaxed', (transaction) =>
			transaction.objectStore('operation').delete(rangeOf(epochId))
		);
	}

	/** An earlier enrolment has told everything, and its field event is closed. */
	forgetEpoch(epochId: string): Promise<void> {
		return this.write(['operation', 'epoch'], 'relaxed', (transaction) => {
			transaction.objectStore('operation').delete(rangeOf(epochId));
			transaction.objectStore('epoch').delete(epochId);
		});
	}

	private reading(store: string): IDBObjectStore {
		return this.db.transaction(store).objectStore(store);
	}

	held(): Promise<Held | undefined> {
		return result(this.reading('held').get(HELD));
	}

	async known(): Promise<Known> {
		const store = this.reading('known');
		const names = ['anchor', 'pack', 'waiting', 'heardAt', 'address', 'booth'];
		const [anchor, pack, waiting, heardAt, address, booth] = await Promise.all(
			names.map((name) => result(store.get(name)))
		);
		return { anchor, pack, waiting, heardAt, address, booth } as Known;
	}

	epochs(): Promise<StoredEpoch[]> {
		return result(this.reading('epoch').getAll());
	}

	/** What is not acknowledged yet, oldest first. */
	open(epochId: string): Promise<StoredOperation[]> {
		return result(
			this.reading('operation')
				.index('open')
				.getAll(IDBKeyRange.only([epochId, 1]))
		);
	}

	/** Everything that was done after a sequence number, acknowledged or not, oldest first. */
	after(epochId: string, seq: number): Promise<StoredOperation[]> {
		return result(this.reading('operation').getAll(rangeOf(epochId, seq)));
	}

	/** The last that were done, newest first. */
	recent(epochId: string, nextSeq: number): Promise<StoredOperation[]> {
		return this.after(epochId, Math.max(0, nextSeq - 1 - RECENT)).then((all) => all.reverse());
	}
}
