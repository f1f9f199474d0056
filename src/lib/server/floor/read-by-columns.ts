import { getTableConfig } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';
import { recorded, step, ticket, ticketToken, turn } from '../db/hall.schema.ts';

/** The values of some rows, by the columns' names. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whoever names the table knows its columns
export type Columns = any;

/** A long table is read in so many parts: PostgreSQL gathers one while another is read. */
const PARTS = 12;

const STATEMENTS = new Map(
	[ticket, ticketToken, step, turn, recorded].map((table) => {
		const { name, columns } = getTableConfig(table);
		const own = columns.filter((column) => column.name !== 'field_event_id');
		const lists = own.map((column) => `json_agg("${column.name}") as "${column.name}"`);
		const from = `from "${name}" where field_event_id = $1`;
		return [
			name,
			{
				key: own[0]!.name,
				/** Between which blocks of the table's file the rows lie: a ctid is (block, place in it). */
				blocks: `select (min(ctid)::text::point)[0]::int as first, (max(ctid)::text::point)[0]::int as last ${from}`,
				part: `select ${lists.join(', ')} ${from} and ctid >= $2::tid and ctid < $3::tid`
			}
		];
	})
);

/**
 * Reads a long table by columns, each as one JSON list: a driver that makes an object and a text of every value of every
 * row takes several times as long. Rows come in no order that may be relied on; mostly in the one they were written in.
 *
 * @param each told the columns of some rows, and the number of a row among them
 */
export async function readByColumns(
	tx: TransactionSql,
	table: string,
	fieldEventId: number,
	each: (columns: Columns, row: number) => void
): Promise<void> {
	const { key, blocks, part } = STATEMENTS.get(table)!;
	const ask = <T>(statement: string, ...more: string[]) =>
		tx.unsafe<T[]>(statement, [fieldEventId, ...more], { prepare: true });
	const [lies] = await ask<{ first: number | null; last: number | null }>(blocks);
	if (typeof lies?.first !== 'number' || typeof lies.last !== 'number') return;
	const size = Math.ceil((lies.last + 1 - lies.first) / PARTS);
	const parts = [];
	for (let block = lies.first; block <= lies.last; block += size) {
		parts.push(
			ask<Columns>(part, `(${block},0)`, `(${block + size},0)`).forEach((columns) => {
				const length = columns[key]?.length ?? 0;
				for (let i = 0; i < length; i++) each(columns, i);
			})
		);
	}
	await Promise.all(parts);
}
