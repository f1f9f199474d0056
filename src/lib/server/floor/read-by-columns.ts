import { getTableConfig } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';
import { recorded, step, ticket, ticketToken, turn } from '../db/hall.schema.ts';

/** The values of some rows, by the columns' names. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whoever names the table knows its columns
export type Columns = any;

const LONG_TABLES = [ticket, ticketToken, step, turn, recorded].map((table) => {
	const { name, columns } = getTableConfig(table);
	return { name, columns: columns.map((column) => column.name) };
});

/** So many rows come at once: PostgreSQL gathers the next ones while these are read. */
const ROWS_AT_ONCE = 8_192;

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
	const columns = LONG_TABLES.find(({ name }) => name === table)!.columns;
	const lists = columns.map((name) => `json_agg("${name}") as "${name}"`).join(', ');
	await tx
		.unsafe<Record<string, unknown[]>[]>(
			`select ${lists} from (
				select *, (row_number() over () - 1) / ${ROWS_AT_ONCE} as part from "${table}" where field_event_id = $1
			) as numbered group by part`,
			[fieldEventId]
		)
		.forEach((lists) => {
			const { length } = lists.field_event_id!;
			for (let i = 0; i < length; i++) each(lists, i);
		});
}
