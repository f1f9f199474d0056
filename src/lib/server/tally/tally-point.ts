import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { sameHash } from '../account/secret.ts';
import { newDoorCode, readDoorCode } from '../outside/door-code.ts';

/** Who counts, and what. */
export interface TallyPoint {
	fieldEventId: number;
	id: string;
	label: string;
	unit: string;
	counts: string;
	withdrawn: boolean;
}

export const LONGEST_TALLY_TEXT = 120;

/**
 * Adds a place that counts; gives its id and the path that opens its page without an account, shown this once.
 * Null when it is not said where it is counted, or what.
 */
export async function addTallyPoint(
	sql: Sql,
	point: Omit<TallyPoint, 'id' | 'withdrawn'>
): Promise<{ id: string; path: string } | null> {
	if (!point.label.trim() || !point.counts.trim()) return null;
	const [id, code] = [randomUUID(), newDoorCode()];
	const cut = (text: string) => text.trim().slice(0, LONGEST_TALLY_TEXT);
	await sql`
		insert into tally_point (field_event_id, id, label, unit, counts, code_id, secret_hash)
		values (${point.fieldEventId}, ${id}, ${cut(point.label)}, ${cut(point.unit)},
			${cut(point.counts)}, ${code.id}, ${code.hash})`;
	return { id, path: `/c/${code.text}` };
}

/** A new code for a place; the old one opens nothing from now on. Null when there is no such place. */
export async function renewTallyCode(
	sql: Sql,
	fieldEventId: number,
	id: string
): Promise<{ id: string; path: string } | null> {
	const code = newDoorCode();
	const rows = await sql`
		update tally_point set code_id = ${code.id}, secret_hash = ${code.hash}
		where field_event_id = ${fieldEventId} and id = ${id} returning id`;
	return rows.length > 0 ? { id, path: `/c/${code.text}` } : null;
}

/** Ends the counting at a place, or lets it go on; what was counted stays. */
export async function withdrawTallyPoint(
	sql: Sql,
	fieldEventId: number,
	id: string,
	withdrawn: boolean
): Promise<void> {
	await sql`
		update tally_point set withdrawn = ${withdrawn}
		where field_event_id = ${fieldEventId} and id = ${id}`;
}

const COLUMNS = ['id', 'label', 'unit', 'counts', 'withdrawn'] as const;

/** All places of a field event, in the order in which they were added. */
export async function listTallyPoints(sql: Sql, fieldEventId: number): Promise<TallyPoint[]> {
	const rows = await sql<Omit<TallyPoint, 'fieldEventId'>[]>`
		select ${sql(COLUMNS)} from tally_point where field_event_id = ${fieldEventId}
		order by created_at, id`;
	return rows.map((row) => ({ fieldEventId, ...row }));
}

/** One place; null when there is none. */
export async function findTallyPoint(
	sql: Sql,
	fieldEventId: number,
	id: string
): Promise<TallyPoint | null> {
	if (!/^[0-9a-f-]{36}$/.test(id)) return null;
	const [row] = await sql<Omit<TallyPoint, 'fieldEventId'>[]>`
		select ${sql(COLUMNS)} from tally_point where field_event_id = ${fieldEventId} and id = ${id}`;
	return row ? { fieldEventId, ...row } : null;
}

/** The place that a code opens; null alike for a text that is no code, a wrong one and one that was renewed. */
export async function tallyPointOf(sql: Sql, text: string): Promise<TallyPoint | null> {
	const code = readDoorCode(text);
	if (!code) return null;
	const [row] = await sql<
		(Omit<TallyPoint, 'fieldEventId'> & { event: string; hash: Uint8Array })[]
	>`
		select ${sql(COLUMNS)}, field_event_id as event, secret_hash as hash
		from tally_point where code_id = ${code.id}`;
	if (!row || !sameHash(code.hash, row.hash)) return null;
	const { event, hash: _, ...point } = row;
	return { fieldEventId: Number(event), ...point };
}
