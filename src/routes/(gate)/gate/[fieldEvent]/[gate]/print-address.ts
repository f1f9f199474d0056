import type { TicketBrief } from '#lib/core/brief.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';

type Numbered = Pick<TicketBrief, 'prefix' | 'number' | 'day'>;

/** The page that prints the slips of tickets given in a row. Numbers only: a link's token has no place in an address. */
export function printAddress(
	fieldEventId: number,
	gateId: string,
	tickets: readonly Numbered[]
): string {
	const numbers = tickets.map((ticket) => ticket.number);
	const { day, prefix } = tickets[0]!;
	const range = new URLSearchParams({
		day: String(day),
		prefix,
		from: String(Math.min(...numbers)),
		to: String(Math.max(...numbers))
	});
	return `/gate/${fieldEventId}/${gateId}/print?${range}`;
}

/** `A-017`. */
export function numberOf(ticket: Pick<Numbered, 'prefix' | 'number'>): string {
	return formatNumber(ticket.prefix, ticket.number);
}
