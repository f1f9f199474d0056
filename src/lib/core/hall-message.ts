import type { Words } from './catalogue.ts';
import type { Floor } from './floor.ts';

/** Who reads a message: the boards, the phones of tickets, gates and booths. */
export const AUDIENCES = ['boards', 'phones', 'staff'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What an organiser lets a hall read for a while. It names nobody. */
export interface HallMessage {
	/** The operation that showed it. */
	id: string;
	words: Words;
	to: Audience[];
	/** Only for who waits for this service, its boards and its booths; null: for everybody. */
	serviceId: string | null;
	since: number;
	/** When it ends by itself, hall time in ms. */
	until: number;
	/** When it was taken down before that; null where it was not. */
	endedAt: number | null;
}

/** A message as screens show it; each screen takes it down itself at its time. */
export type ShownMessage = Pick<HallMessage, 'id' | 'words' | 'serviceId' | 'since' | 'until'>;

/** More at a time would push the numbers off the boards. */
export const MOST_MESSAGES = 3;
/** As many characters as a board shows in three lines at most. */
export const MESSAGE_LENGTH = 160;
export const LONGEST_MESSAGE_MINUTES = 12 * 60;

export function lasts(message: HallMessage, at: number): boolean {
	return message.endedAt === null && at < message.until;
}

/** Messages that last, the latest first. */
export function standingMessages(floor: Floor, at: number): HallMessage[] {
	return [...floor.messages.values()]
		.filter((message) => lasts(message, at))
		.sort((a, b) => b.since - a.since || (a.id < b.id ? 1 : -1));
}

/** What an audience is shown now, of every service. */
export function messagesFor(floor: Floor, at: number, audience: Audience): ShownMessage[] {
	return standingMessages(floor, at)
		.filter(({ to }) => to.includes(audience))
		.map(({ id, words, serviceId, since, until }) => ({ id, words, serviceId, since, until }));
}

/** Those of the messages that are for everybody or for one of these services. */
export function concerning(
	messages: readonly ShownMessage[],
	services: readonly string[]
): ShownMessage[] {
	return messages.filter(({ serviceId }) => serviceId === null || services.includes(serviceId));
}
