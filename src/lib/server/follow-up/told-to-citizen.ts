import { readTicketLink } from '#lib/core/ticket-link.ts';
import { tellFollowUp, type FollowUpTold } from '#lib/i18n/follow-up-told.ts';
import { sql } from '#lib/server/db/connection.ts';
import type { TakenForPhone } from '#lib/server/floor/phone-snapshot.ts';
import { readFiles } from './file-rows.ts';
import { readFollowedServices } from './followed-services.ts';

/**
 * What a ticket's page says of the files that were taken on it. Nothing is asked of PostgreSQL while it is away, or
 * before the
 * journey or the day has ended: until then the page's own steps say what happens after an approval.
 * @param link what follows `/t/`
 */
export async function followUpTold(
	link: string,
	{ snapshot, away }: TakenForPhone
): Promise<FollowUpTold[]> {
	const { state, fieldEventId } = snapshot;
	const isOver = state.dayOver || state.status === 'closed';
	const ended = isOver || state.state === 'finished' || state.state === 'incomplete';
	const read = readTicketLink(`/t/${link}`);
	if (away || !ended || state.reissued || read?.kind !== 'ticket') return [];
	// The link that counts today is the ticket's token.
	const [ticket] = await sql<{ id: string }[]>`
		select id from ticket where field_event_id = ${fieldEventId} and token = ${read.ticketId}`;
	if (!ticket) return [];
	const files = await readFiles(sql, [fieldEventId], { tickets: [ticket.id] });
	if (files.length === 0) return [];
	const services = await readFollowedServices(sql, fieldEventId);
	return tellFollowUp(
		files.map(({ serviceId, takenAt, standing, changed }) => ({
			serviceId,
			service: services.find(({ id }) => id === serviceId)?.name ?? null,
			takenAt,
			standing,
			changedAt: changed?.at ?? null
		}))
	);
}
