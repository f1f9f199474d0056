import type { TransactionSql } from 'postgres';
import { placeInOrder, type PlaceInOrder } from '#lib/core/station/delivery.ts';
import type { Operation } from '#lib/core/operation.ts';

/** A station's operation, as it arrived. */
export interface Delivery {
	station: string;
	epoch: number;
	/** Its place in the epoch's order; null when staff try one again that was kept aside. */
	seq: number | null;
	operationId: string;
	/** What it says; a text why it cannot be read: then it is kept aside, and never stands in the way. */
	operation: Operation | { unreadable: string };
	/** As it came, for whoever looks at what was kept aside. */
	body: unknown;
	/** Hall time in ms of its arrival, and of the station's contact before this one. */
	at: number;
	lastContact: number;
}

/** How far each epoch of a batch was heard, and which of them went on in it. */
export class Heard {
	private readonly went = new Set<string>();

	private constructor(
		private readonly fieldEventId: number,
		private readonly lastSeqs: Map<string, number>
	) {}

	/** Reads the epochs of these deliveries; the caller holds the clock's lock. */
	static async read(
		tx: TransactionSql,
		fieldEventId: number,
		deliveries: readonly Delivery[]
	): Promise<Heard> {
		if (deliveries.length === 0) return new Heard(fieldEventId, new Map());
		const stations = [...new Set(deliveries.map(({ station }) => station))];
		const rows = await tx<{ station: string; epoch: number; lastSeq: number }[]>`
			select station, epoch, last_seq as "lastSeq" from station_heard
			where field_event_id = ${fieldEventId} and station = any(${stations})`;
		return new Heard(fieldEventId, new Map(rows.map((row) => [keyOf(row), row.lastSeq])));
	}

	/** Where an operation stands in its epoch's order; what is next in it is counted as heard. */
	take(delivery: Delivery, known: boolean): PlaceInOrder {
		if (delivery.seq === null) return known ? 'again' : 'fresh';
		const key = keyOf(delivery);
		const place = placeInOrder(delivery.seq, this.lastSeqs.get(key) ?? 0, known);
		if (place === 'fresh' || place === 'taken') {
			this.lastSeqs.set(key, delivery.seq);
			this.went.add(key);
		}
		return place;
	}

	/** Rows of `station_heard` that changed. */
	get rows(): Record<string, unknown>[] {
		return [...this.went].map((key) => {
			const at = key.lastIndexOf(':');
			return {
				field_event_id: this.fieldEventId,
				station: key.slice(0, at),
				epoch: Number(key.slice(at + 1)),
				last_seq: this.lastSeqs.get(key)
			};
		});
	}
}

const keyOf = ({ station, epoch }: { station: string; epoch: number }) => `${station}:${epoch}`;

/** An operation that is known to be whole, as a delivery of its own epoch. */
export function deliveryOf(
	operation: Operation,
	arrival: Pick<Delivery, 'at' | 'lastContact'>
): Delivery {
	const { station, epoch, seq, operationId } = operation;
	return { station, epoch, seq, operationId, operation, body: operation, ...arrival };
}
