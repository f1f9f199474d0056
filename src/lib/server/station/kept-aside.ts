import type { Sql } from 'postgres';
import * as v from 'valibot';
import type { StationPlace } from '#lib/core/fact.ts';
import { operationSchema } from '#lib/core/operation.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import type { Desk } from './desk.ts';
import { idFrom } from './id-from.ts';

/** An operation that the hall has heard of and could not record, as staff settle it. */
export interface KeptAside {
	operationId: string;
	station: string;
	epoch: number;
	/** Null where the station is none of this field event's any more. */
	place: StationPlace | null;
	why: string;
	/** Real time, ms. */
	at: number;
	/** What the device sent, as it can be shown. */
	body: unknown;
	settled: 'taken' | 'laid-aside' | null;
}

/** As many settled ones as a page shows, and open ones at a time. */
const SETTLED_SHOWN = 20;
const OPEN_SHOWN = 100;

/** What is to be settled, the oldest first, with how many there are of it; and what was settled last. */
export async function listKeptAside(
	sql: Sql,
	fieldEventId: number
): Promise<{ open: KeptAside[]; count: number; settled: KeptAside[] }> {
	const rows = (open: boolean) => sql<KeptAside[]>`
		select q.operation_id as "operationId", q.station, q.epoch, s.place, q.why, q.body, q.settled,
			(extract(epoch from q.recorded_at) * 1000)::float8 as at
		from quarantine q left join station s on s.field_event_id = q.field_event_id and s.id = q.station
		where q.field_event_id = ${fieldEventId} and q.seq is not null and (q.settled is null) = ${open}
		order by case when ${open} then q.recorded_at end, q.recorded_at desc, q.epoch, q.seq
		limit ${open ? OPEN_SHOWN : SETTLED_SHOWN}`;
	const [open, settled, count] = await Promise.all([
		rows(true),
		rows(false),
		countKeptAside(sql, fieldEventId)
	]);
	return { open: [...open], count, settled: [...settled] };
}

/** How many operations nobody has settled. */
export async function countKeptAside(sql: Sql, fieldEventId: number): Promise<number> {
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from quarantine
		where field_event_id = ${fieldEventId} and seq is not null and settled is null`;
	return row?.n ?? 0;
}

/** Staff have seen to it otherwise: it is not counted, and stays readable. False when it was settled already. */
export async function layAside(
	{ sql, fieldEventId }: Desk,
	operationId: string,
	by: Actor
): Promise<boolean> {
	return settle(sql, fieldEventId, operationId, 'laid-aside', by);
}

/**
 * Tries to record it once more: what it speaks of may be known by now. Null when that is done, else why it cannot be.
 * However often it is tried, it is recorded once.
 */
export async function takeAgain(
	desk: Desk,
	operationId: string,
	by: Actor
): Promise<string | null> {
	const { sql, fieldEventId } = desk;
	const [kept] = await sql<
		{ station: string; epoch: number; body: unknown; enrolledAt: number | null }[]
	>`
		select q.station, q.epoch, q.body, e.enrolled_at as "enrolledAt" from quarantine q
		left join station_epoch e
			on e.field_event_id = q.field_event_id and e.station = q.station and e.epoch = q.epoch
		where q.field_event_id = ${fieldEventId} and q.operation_id = ${operationId} and q.settled is null`;
	if (!kept) return null;
	const read = v.safeParse(operationSchema, kept.body);
	if (!read.success) return 'unreadable';
	const { station, epoch, body } = kept;
	for (let attempt = 1; ; attempt++) {
		const id = idFrom(`${operationId} again ${attempt}`);
		const at = desk.now();
		const lastContact = Math.min(kept.enrolledAt ?? at, at);
		const operation = { ...read.output, operationId: id };
		const delivery = {
			station,
			epoch,
			seq: null,
			operationId: id,
			operation,
			body,
			at,
			lastContact
		};
		const known = await sql`
			select 1 from operation where field_event_id = ${fieldEventId} and id = ${id}`;
		const answer = await desk.admit(delivery);
		if (!answer) return 'try-again';
		if (answer.verdict !== 'quarantined') {
			await settle(sql, fieldEventId, operationId, 'taken', by);
			return null;
		}
		// An attempt that failed earlier says nothing of today; the next one has an id of its own.
		if (known.length === 0) return answer.why;
	}
}

async function settle(
	sql: Sql,
	fieldEventId: number,
	operationId: string,
	how: 'taken' | 'laid-aside',
	by: Actor
): Promise<boolean> {
	const who = by.kind === 'account' ? by.accountId : null;
	const rows = await sql`
		update quarantine set settled = ${how}, settled_by = ${who}
		where field_event_id = ${fieldEventId} and operation_id = ${operationId} and settled is null returning 1`;
	return rows.length > 0;
}
