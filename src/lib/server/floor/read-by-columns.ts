import { getTableConfig } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';
import { recorded, step, ticket, ticketToken, turn } from '../db/hall.schema.ts';

/** The values of some rows, by the columns' names. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whoever names the table knows its columns
export type Columns = any;

/** The long tables, and what random id their keys go on with after the field event. */
const LONG_TABLES = [
	[ticket, 'id'],
	[ticketToken, 'token'],
	[step, 'ticket_id'],
	[turn, 'ticket_id'],
	[recorded, 'operation_id']
] as const;

const STATEMENTS = new Map(
	LONG_TABLES.map(([table, key]) => {
		const { name, columns } = getTableConfig(table);
		const lists = columns.map((column) => `json_agg("${column.name}") as "${column.name}"`);
		return [
			name,
			`select ${lists.join(', ')} from "${name}" where field_event_id = $1 and "${key}" between $2 and $3`
		];
	})
);

/** So many parts of a table, by the first digit of the random id: PostgreSQL gathers the next one while one is read. */
const PARTS = [...'0123456789abcdef'].map((digit) => {
	const filled = (rest: string) =>
		`${digit}${rest.repeat(7)}-${Array.from({ length: 3 }, () => rest.repeat(4)).join('-')}-${rest.repeat(12)}`;
	return { from: filled('0'), to: filled('f') };
});

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
	const statement = STATEMENTS.get(table)!;
	await Promise.all(
		PARTS.map(({ from, to }) =>
			tx
				.unsafe<Columns[]>(statement, [fieldEventId, from, to], { prepare: true })
				.forEach((columns) => {
					const length = columns.field_event_id?.length ?? 0;
					for (let i = 0; i < length; i++) each(columns, i);
				})
		)
	);
}
