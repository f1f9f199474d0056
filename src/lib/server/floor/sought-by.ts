import { readNumber } from '#lib/core/ticket-number.ts';
import { TICKET_STATES, type Sought } from '#lib/core/view/found-view.ts';

/** Reads a query; null when it asks for nothing that can be looked for. */
export function soughtBy(query: URLSearchParams, today: number): Sought | null {
	const day = wholeOf(query.get('day')) ?? today;
	const token = query.get('token');
	if (token !== null) return { by: 'token', token: token.toLowerCase() };
	const number = readNumber(query.get('number') ?? '');
	if (number) return { by: 'number', ...number, day };
	const digits = wholeOf(query.get('digits'));
	if (digits !== null) return { by: 'digits', number: digits, day };
	const circumstances = {
		from: wholeOf(query.get('from')),
		gateId: query.get('gate') || null,
		serviceId: query.get('service') || null,
		state: TICKET_STATES.find((state) => state === query.get('state')) ?? null
	};
	if (Object.values(circumstances).every((value) => value === null)) return null;
	return { by: 'circumstances', day, ...circumstances };
}

function wholeOf(text: string | null): number | null {
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
