import type { Sql } from 'postgres';
import type { Opinion } from '#lib/core/opinion.ts';

/** One answer for each ticket: a second one takes the place of the first. Of two at once the later by hall time stands. */
export async function storeOpinion(
	sql: Sql,
	asked: { fieldEventId: number; ticketId: string; opinion: Opinion; at: number }
): Promise<void> {
	const { fieldEventId, ticketId, opinion, at } = asked;
	await sql`
		insert into satisfaction (field_event_id, ticket_id, opinion, at)
		values (${fieldEventId}, ${ticketId}, ${opinion}, ${at})
		on conflict (field_event_id, ticket_id) do update
			set opinion = excluded.opinion, at = excluded.at where satisfaction.at <= excluded.at`;
}

/** What was answered for a ticket; null when nothing was. */
export async function storedOpinion(
	sql: Sql,
	fieldEventId: number,
	ticketId: string
): Promise<Opinion | null> {
	const [row] = await sql<{ opinion: Opinion }[]>`
		select opinion from satisfaction
		where field_event_id = ${fieldEventId} and ticket_id = ${ticketId}`;
	return row?.opinion ?? null;
}
