import { expect, test } from 'vitest';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';
import { opinionRefused, opinionUntil } from './opinion.ts';

const HOUR_MS = 3_600_000;

test('a face may be pressed from the end of the journey to the end of that day in Viet Nam', () => {
	const hall = new TestHall(
		catalogue({ services: [service('card')], booths: [booth(1, ['card'])] })
	);
	const ticketId = hall.issue(['card']);
	const ticket = () => hall.floor.tickets.get(ticketId)!;
	const refused = (at = hall.at) => opinionRefused(ticket(), at);
	expect(refused()).toBe('not-ended');
	hall.callNext('b1');
	hall.press({ kind: 'start', ticketId });
	expect(refused()).toBe('not-ended');
	hall.finish(ticketId, 'card', { outcome: 'failed' });
	expect(refused()).toBeNull();
	const until = opinionUntil(ticket().issuedAt);
	expect(new Date(until).toISOString()).toMatch(/T17:00:00\.000Z$/);
	expect(until - ticket().issuedAt).toBeLessThanOrEqual(24 * HOUR_MS);
	expect(refused(until - 1)).toBeNull();
	expect(refused(until)).toBe('too-late');
});

test('a ticket that was cancelled is not asked', () => {
	const hall = new TestHall(
		catalogue({ services: [service('card')], booths: [booth(1, ['card'])] })
	);
	const ticketId = hall.issue(['card']);
	hall.press({ kind: 'cancel', ticketId });
	expect(opinionRefused(hall.floor.tickets.get(ticketId)!, hall.at)).toBe('no-journey');
});
