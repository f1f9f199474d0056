import type { Cookies } from '@sveltejs/kit';

/** Tickets that one device took by itself, the latest last. */
export type OwnTickets = readonly OwnTicket[];
export interface OwnTicket {
	fieldEventId: number;
	ticketId: string;
}

/** More than any device may take; a longer cookie than this is not ours. */
const MOST = 60;
const ENTRY = /^(\d{1,15})_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
/** As long as a field event lasts at most. */
const MAX_AGE_S = 31 * 86_400;

/** Browsers share cookies between ports, and a demo may run beside the real hall. */
const nameFor = (url: URL) => `ngayhoi-own${url.port === '' ? '' : `-${url.port}`}`;

/** Reads the cookie; what somebody else wrote into it is left out. */
export function ownTickets(cookies: Cookies, url: URL): OwnTickets {
	const written = (cookies.get(nameFor(url)) ?? '').slice(0, MOST * 60).split('.');
	return written.flatMap((entry) => {
		const [, fieldEventId, ticketId] = ENTRY.exec(entry) ?? [];
		return fieldEventId && ticketId ? [{ fieldEventId: Number(fieldEventId), ticketId }] : [];
	});
}

/** Remembers one more ticket in the device. It holds the tickets' ids, as their links do, and nothing of the device. */
export function rememberOwn(cookies: Cookies, url: URL, known: OwnTickets, took: OwnTicket): void {
	const others = known.filter(({ ticketId }) => ticketId !== took.ticketId);
	const kept = [...others, took].slice(-MOST);
	const written = kept.map(({ fieldEventId, ticketId }) => `${fieldEventId}_${ticketId}`).join('.');
	cookies.set(nameFor(url), written, {
		path: '/join',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: MAX_AGE_S
	});
}
