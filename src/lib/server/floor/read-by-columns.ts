import { getTableConfig } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';
import { recorded, step, ticket, ticketToken, turn } from '../db/hall.schema.ts';

/** The values of some rows, by the columns' names. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whoever names the table knows its columns
export type Columns = any;

/** So many rows come at once: PostgreSQL gathers the next ones while these are read. */
const ROWS_AT_ONCE = 8_192;

const STATEMENTS = new Map(
	[ticket, ticketToken, step, turn, recorded].map((table) => {
		const { name, columns } = getTableConfig(table);
		const lists = columns.map((column) => `json_agg("${column.name}") as "${column.name}"`);
		return [
			name,
			`select ${lists.join(', ')} from (
				select *, (row_number() over () - 1) / ${ROWS_AT_ONCE} as part from "${name}" where field_event_id = $1
			) as numbered group by part`
		];
	})
);

/**
 * Reads a long table by columns, each as one JSON list: a driver that makes an object and a text of every value of every
 * row takes several times as long. Rows come in no order.
 *
 * @param each told the columns of some rows, and the number of a row among them
 */
export async function readByColumns(
	tx: TransactionSql,
	table: string,
	fieldEventId: number,
	each: (columns: Columns, row: number) => void
): Promise<void> {
	await tx
		.unsafe<Columns[]>(STATEMENTS.get(table)!, [fieldEventId], { prepare: true })
		.forEach((columns) => {
			const { length } = columns.field_event_id;
			for (let i = 0; i < length; i++) each(columns, i);
		});
}
