import { ticketState, type Ticket } from './ticket.ts';

/** How a citizen found the day, by one of three faces, the friendliest first: *mức độ hài lòng*. */
export const OPINIONS = ['very-satisfied', 'satisfied', 'unsatisfied'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Why an opinion is not taken: the journey goes on, the day is over, the ticket never began or was cancelled. */
export type OpinionRefusal = 'not-ended' | 'too-late' | 'no-journey';

const ZONE_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

export function isOpinion(text: string | null): text is Opinion {
	return OPINIONS.some((opinion) => opinion === text);
}

/** Until when (hall ms) an opinion on a ticket is taken and may be changed: the end, in Viet Nam, of the day of its number. */
export function opinionUntil(issuedAt: number): number {
	return (Math.floor((issuedAt + ZONE_MS) / DAY_MS) + 1) * DAY_MS - ZONE_MS;
}

/** Whether a ticket's citizen may say how the day was: once its journey has ended, until the day has. Null: yes. */
export function opinionRefused(ticket: Ticket, at: number): OpinionRefusal | null {
	const state = ticketState(ticket);
	if (state === 'blank' || state === 'cancelled') return 'no-journey';
	if (at >= opinionUntil(ticket.issuedAt)) return 'too-late';
	return state === 'finished' || state === 'incomplete' ? null : 'not-ended';
}
