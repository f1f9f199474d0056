import type { Sql } from 'postgres';
import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import { holderOf } from '#lib/core/operation.ts';
import { operation, quarantine } from '../db/hall.schema.ts';
import { stationHeard } from '../db/station.schema.ts';
import type { Command } from './batch.ts';
import { Heard, type Delivery } from './deliveries.ts';
import { upsert } from './rows.ts';
import { storable } from './storable.ts';

/** The acknowledgement of what is kept aside. */
export function setAside(operationId: string, clock: number, why: string): Acknowledgement {
	return { operationId, clock, verdict: 'quarantined', why };
}

/** The row that gives a wish its first answer for ever. */
export function commandRow(
	fieldEventId: number,
	{ operationId, wish, by }: Command,
	clock: number,
	answer: Answer
) {
	return { field_event_id: fieldEventId, id: operationId, kind: wish.kind, by, clock, answer };
}

/** The row that gives a station's operation its first acknowledgement for ever. */
export function deliveryRow(fieldEventId: number, delivery: Delivery, answer: Acknowledgement) {
	const { operationId, operation: said, station, epoch } = delivery;
	return {
		field_event_id: fieldEventId,
		id: operationId,
		kind: 'unreadable' in said ? 'unreadable' : said.deed.kind,
		// Whoever pressed is in the journal's entries; here it is the epoch that vouches for it.
		by: holderOf(station, epoch),
		clock: answer.clock,
		answer
	};
}

export function quarantineRow(
	fieldEventId: number,
	{ operationId, station, epoch, seq, body }: Delivery,
	why: string
) {
	return {
		field_event_id: fieldEventId,
		operation_id: operationId,
		station,
		epoch,
		seq,
		body: storable(body),
		why
	};
}

/**
 * Keeps an operation, whose facts PostgreSQL would not take, as it came and in its place of the epoch's order. Null when
 * what stands before it is missing.
 */
export async function keepAside(
	sql: Sql,
	fieldEventId: number,
	delivery: Delivery
): Promise<Acknowledgement | null> {
	const { operationId } = delivery;
	return (await sql.begin(async (tx) => {
		const [row] = await tx<{ clock: number }[]>`
			select clock from floor_clock where field_event_id = ${fieldEventId} for update`;
		const [known] = await tx<{ answer: Acknowledgement }[]>`
			select answer from operation where field_event_id = ${fieldEventId} and id = ${operationId}`;
		const heard = await Heard.read(tx, fieldEventId, [delivery]);
		if (heard.take(delivery, known !== undefined) === 'gap') return null;
		if (known) return known.answer;
		const answer = setAside(operationId, row?.clock ?? 0, 'internal');
		await Promise.all([
			upsert(tx, quarantine, [quarantineRow(fieldEventId, delivery, 'internal')]),
			upsert(tx, operation, [deliveryRow(fieldEventId, delivery, answer)]),
			upsert(tx, stationHeard, heard.rows)
		]);
		return answer;
	})) as Acknowledgement | null;
}
