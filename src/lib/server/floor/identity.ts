import { createHmac, randomBytes } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import type { Floor } from '#lib/core/floor.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';

/**
 * The check against double tickets: a keyed HMAC of the 12 digits, unique per field event and day, written in the
 * clerk's transaction, so that two gates at once cannot both be first. An unkeyed hash of these numbers is found by
 * trying them all in hours, so the key lies apart and is destroyed at the purge date.
 */
export async function identityHmac(
	sql: Sql,
	fieldEventId: number,
	digits: string
): Promise<string> {
	const fresh = randomBytes(32).toString('base64');
	await sql`insert into personal_key (field_event_id, key) values (${fieldEventId}, ${fresh}) on conflict do nothing`;
	const [row] = await sql<{ key: string }[]>`
		select key from personal_key where field_event_id = ${fieldEventId}`;
	return createHmac('sha256', Buffer.from(row!.key, 'base64')).update(digits).digest('base64url');
}

/** Refused `same-person`, naming the first ticket, when this person already has a live one today. */
export async function checkIdentity(
	tx: TransactionSql,
	floor: Floor,
	hmac: string
): Promise<Refusal | null> {
	const [row] = await tx<{ ticketId: string }[]>`
		select ticket_id as "ticketId" from identity_check
		where field_event_id = ${floor.fieldEventId} and day = ${floor.day} and hmac = ${hmac}`;
	const ticket = row && floor.tickets.get(row.ticketId);
	if (!ticket || ticket.cancelled) return null;
	return refuse('same-person', {
		ticket: formatNumber(ticket.prefix, ticket.number),
		ticketId: ticket.id
	});
}

export async function keepIdentity(
	tx: TransactionSql,
	floor: Floor,
	ticketId: string,
	hmac: string
): Promise<void> {
	await tx`insert into identity_check (field_event_id, day, hmac, ticket_id)
		values (${floor.fieldEventId}, ${floor.day}, ${hmac}, ${ticketId})
		on conflict (field_event_id, day, hmac) do update set ticket_id = excluded.ticket_id`;
}

/** The ticket of today that this person holds, for "find by card". */
export async function ticketOfIdentity(
	sql: Sql,
	fieldEventId: number,
	day: number,
	hmac: string
): Promise<string | null> {
	const [row] = await sql<{ ticketId: string }[]>`
		select ticket_id as "ticketId" from identity_check
		where field_event_id = ${fieldEventId} and day = ${day} and hmac = ${hmac}`;
	return row?.ticketId ?? null;
}
