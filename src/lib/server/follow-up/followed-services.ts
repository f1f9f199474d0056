import type { Sql, TransactionSql } from 'postgres';
import type { Words } from '#lib/core/catalogue.ts';
import { NOT_FOLLOWED } from '#lib/core/follow-up.ts';

export interface FollowedService {
	fieldEventId: number;
	id: string;
	name: Words;
}

/** The services of field events whose files are followed, withdrawn ones too. */
export async function readFollowedServices(
	tx: Sql | TransactionSql,
	...ids: number[]
): Promise<FollowedService[]> {
	return tx<FollowedService[]>`
		select field_event_id as "fieldEventId", id, name from service
		where field_event_id = any(${ids}::bigint[]) and counts = 'enrolled'
			and id <> all(${[...NOT_FOLLOWED]}::text[])
		order by position, id`;
}
