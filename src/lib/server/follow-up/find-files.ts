import type { Sql } from 'postgres';
import { fieldEventCode, readFollowUpId, type FollowUpKey } from '#lib/core/follow-up-id.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { numberReadings } from '#lib/core/ticket-number.ts';
import { readFiles, type FileRow } from './file-rows.ts';

/** What a typed or scanned text led to: files, or why there are none. */
export type FoundFiles =
	| { files: FileRow[] }
	/** Neither a slip, a row id nor a number; or nothing was taken there. */
	| { refused: 'not-readable' | 'no-file' };

/**
 * What may lead to a file of another field event: a slip, which only its holder has, or also a row id, which whoever
 * knows a number could make up.
 */
export type FileReach = 'slips' | 'slips-and-rows';

/**
 * The files that a slip's code, a row id or a ticket number names. People come back at a later field event, so a slip
 * is of any; a number is of this field event, on any of its days.
 */
export async function findFiles(
	sql: Sql,
	fieldEventId: number,
	text: string,
	reach: FileReach
): Promise<FoundFiles> {
	const key = readFollowUpId(text);
	const within = reach === 'slips' ? fieldEventId : null;
	const files = key ? await byKey(sql, key, within) : await byTicket(sql, fieldEventId, text);
	if (files === null) return { refused: 'not-readable' };
	return files.length > 0 ? { files } : { refused: 'no-file' };
}

/** @param within the only field event, or null for any */
async function byKey(sql: Sql, key: FollowUpKey, within: number | null): Promise<FileRow[]> {
	const all = await sql<{ id: number }[]>`
		select id from field_event where ${within}::bigint is null or id = ${within}::bigint`;
	const ids = all.map(({ id }) => id).filter((id) => fieldEventCode(id) === key.code);
	const tickets = await sql<{ id: string; fieldEventId: number }[]>`
		select id, field_event_id as "fieldEventId" from ticket
		where field_event_id = any(${ids}::bigint[]) and day = ${key.day}
			and prefix = ${key.prefix} and number = ${key.number}`;
	const files = await filesOfTickets(sql, tickets);
	return files.filter(
		({ serviceId, ordinal }) => serviceId === key.serviceId && ordinal === key.ordinal
	);
}

async function byTicket(sql: Sql, fieldEventId: number, text: string): Promise<FileRow[] | null> {
	const link = readTicketLink(text);
	if (link?.kind === 'ticket') {
		// A slip that was printed again is still the same ticket's.
		const rows = await sql<{ id: string; fieldEventId: number }[]>`
			select id, field_event_id as "fieldEventId" from ticket where token = ${link.ticketId}
			union
			select ticket_id, field_event_id from ticket_token where token = ${link.ticketId}`;
		return filesOfTickets(sql, rows);
	}
	const [reading] = numberReadings(text);
	if (!reading) return null;
	const rows = await sql<{ id: string; fieldEventId: number }[]>`
		select id, field_event_id as "fieldEventId" from ticket
		where field_event_id = ${fieldEventId} and prefix = ${reading.prefix}
			and number = ${reading.number}`;
	return filesOfTickets(sql, rows);
}

async function filesOfTickets(
	sql: Sql,
	tickets: readonly { id: string; fieldEventId: number }[]
): Promise<FileRow[]> {
	if (tickets.length === 0) return [];
	const ids = [...new Set(tickets.map(({ fieldEventId }) => fieldEventId))];
	return readFiles(sql, ids, { tickets: tickets.map(({ id }) => id) });
}
