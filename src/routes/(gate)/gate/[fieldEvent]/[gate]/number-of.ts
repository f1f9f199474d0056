import { formatNumber } from '#lib/core/ticket-number.ts';

/** `A-017`. */
export function numberOf(ticket: { prefix: string; number: number }): string {
	return formatNumber(ticket.prefix, ticket.number);
}
