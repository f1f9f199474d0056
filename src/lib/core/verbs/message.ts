import type { Floor } from '../floor.ts';
import { lasts, MOST_MESSAGES, standingMessages } from '../hall-message.ts';
import { refuse } from '../refusal.ts';
import type { WishOf } from '../wish.ts';
import type { Context, Decision } from './context.ts';

/** Lets the hall read a message until its time is over; it is known by the operation that showed it. */
export function showMessage(
	floor: Floor,
	wish: WishOf<'show-message'>,
	context: Context
): Decision {
	if (floor.status === 'draft') return refuse('not-open');
	if (floor.status === 'closed') return refuse('field-event-closed');
	const { words, to, serviceId, minutes } = wish;
	if (serviceId !== null && !floor.services.has(serviceId)) return refuse('no-such-service');
	if (standingMessages(floor, context.at).length >= MOST_MESSAGES) {
		return refuse('messages-full', { limit: MOST_MESSAGES });
	}
	const messageId = context.operationId;
	const until = context.at + minutes * 60_000;
	return [{ kind: 'message-shown', messageId, words, to: [...new Set(to)], serviceId, until }];
}

/** Takes a message down before its time. */
export function endMessage(floor: Floor, wish: WishOf<'end-message'>, context: Context): Decision {
	const message = floor.messages.get(wish.messageId);
	if (!message || !lasts(message, context.at)) return refuse('message-over');
	return [{ kind: 'message-ended', messageId: message.id }];
}
