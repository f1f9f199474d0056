import type { Scanned } from '#lib/core/scanned-code.ts';
import { signedPartOf } from '#lib/core/ticket-link.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { FoundTicket } from '#lib/core/view/found-view.ts';

/** What to ask the server for a scanned or typed text; null when it names no ticket. Nothing of a card goes into it. */
export function queryOf(scanned: Scanned): URLSearchParams[] | null {
	switch (scanned.kind) {
		case 'ticket': {
			const link = signedPartOf(scanned);
			return [new URLSearchParams({ token: scanned.ticketId, ...(link && { link }) })];
		}
		case 'number':
			return [scanned, ...scanned.others].map(
				({ prefix, number }) => new URLSearchParams({ number: formatNumber(prefix, number) })
			);
		case 'number-without-letter':
			return [new URLSearchParams({ digits: String(scanned.number) })];
		default:
			return null;
	}
}

/** The tickets of the first question that has an answer; or that the server was not reached, or knows us no more. */
export async function seek(
	fieldEventId: number,
	queries: readonly URLSearchParams[]
): Promise<FoundTicket[] | 'unreachable' | 'signed-out'> {
	for (const query of queries) {
		try {
			const response = await fetch(`/api/floor/${fieldEventId}/tickets?${query}`, {
				signal: AbortSignal.timeout(8_000)
			});
			if (response.status === 401) return 'signed-out';
			if (!response.ok) return 'unreachable';
			const { tickets } = (await response.json()) as { tickets: FoundTicket[] | null };
			if (tickets && tickets.length > 0) return tickets;
		} catch {
			return 'unreachable';
		}
	}
	return [];
}
