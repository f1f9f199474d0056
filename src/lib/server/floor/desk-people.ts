import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { account } from '#lib/server/db/account.schema.ts';
import { db } from '#lib/server/db/connection.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';

/** What a staff screen says of the occasion and of who sits where. */
export interface DeskPeople {
	fieldEvent: string;
	/** Display names by account id, of everybody who may sit at a booth. */
	names: Record<string, string>;
}

/** The field event's name and the names of its officers, for staff screens only; names never enter a frame. */
export async function deskPeople(fieldEventId: number): Promise<DeskPeople> {
	const [[occasion], people] = await Promise.all([
		db.select({ name: fieldEvent.name }).from(fieldEvent).where(eq(fieldEvent.id, fieldEventId)),
		db
			.select({ id: account.id, name: account.name })
			.from(account)
			.where(
				and(
					inArray(account.role, ['officer', 'supervisor', 'organiser']),
					or(eq(account.fieldEventId, fieldEventId), isNull(account.fieldEventId))
				)
			)
	]);
	return {
		fieldEvent: occasion?.name ?? '',
		names: Object.fromEntries(people.map(({ id, name }) => [id, name]))
	};
}
