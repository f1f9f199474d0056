import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';

type NoSchema = Record<string, never>;

/** The database or a transaction of it: every use case of this room takes one first. */
export type Database = PgDatabase<
	PostgresJsQueryResultHKT,
	NoSchema,
	ExtractTablesWithRelations<NoSchema>
>;
