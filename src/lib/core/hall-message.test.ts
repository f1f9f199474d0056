import { expect, test } from 'vitest';
import { TestHall } from './hall.fixture.ts';
import { MOST_MESSAGES, type Audience } from './hall-message.ts';
import type { WishOf } from './wish.ts';
import { partOf } from './view/board-part.ts';
import { boardView } from './view/board-view.ts';
import { boothView } from './view/booth-view.ts';
import { gateView } from './view/gate-view.ts';
import { operationsView } from './view/operations-view.ts';
import { phoneView } from './view/phone-view.ts';

const EVERYONE: Audience[] = ['boards', 'phones', 'staff'];

function show(hall: TestHall, more: Partial<WishOf<'show-message'>> = {}) {
	const words = { vi: 'Mời bà con chờ trong ít phút.', en: '' };
	const wish = { words, to: EVERYONE, serviceId: null, minutes: 10, ...more };
	return hall.press({ kind: 'show-message', ...wish }, 'organiser');
}

const phone = (hall: TestHall, ticketId: string) =>
	phoneView(hall.floor, hall.at, hall.floor.tickets.get(ticketId)!, true).messages.length;
const board = (hall: TestHall) => boardView(hall.floor, hall.at);

test('a message stands on boards, phones, gates and booths until its time is over, without another press', () => {
	const hall = new TestHall();
	const ticketId = hall.issue(['level-2']);
	const { operationId } = show(hall);
	const seen = () => [
		board(hall).messages.length,
		phone(hall, ticketId),
		gateView(hall.floor, hall.at, 'g1')!.messages.length,
		boothView(hall.floor, hall.at, 'b1')!.messages.length,
		operationsView(hall.floor, hall.at).messages.length
	];
	expect(seen()).toEqual([1, 1, 1, 1, 1]);
	expect(board(hall).messages[0]).toMatchObject({ id: operationId, since: hall.at });
	hall.pass(9);
	expect(seen()).toEqual([1, 1, 1, 1, 1]);
	hall.pass(1);
	expect(seen()).toEqual([0, 0, 0, 0, 0]);
});

test('a message taken down is gone everywhere, and is taken down once', () => {
	const hall = new TestHall();
	const { operationId: messageId } = show(hall);
	expect(hall.press({ kind: 'end-message', messageId }).refused).toBeNull();
	expect(board(hall).messages).toEqual([]);
	expect(hall.press({ kind: 'end-message', messageId }).refused).toBe('message-over');
	const { operationId: short } = show(hall, { minutes: 1 });
	hall.pass(1);
	expect(hall.press({ kind: 'end-message', messageId: short }).refused).toBe('message-over');
});

test('a message for a service is read by who waits for it, on its boards and at its booths', () => {
	const hall = new TestHall();
	const [here, elsewhere] = [hall.issue(['level-2']), hall.issue(['activation'])];
	show(hall, { serviceId: 'level-2' });
	expect([phone(hall, here), phone(hall, elsewhere)]).toEqual([1, 0]);
	const part = (service: string) =>
		partOf(board(hall), { services: [service], areas: [], booths: [] }).messages.length;
	expect([part('level-2'), part('activation')]).toEqual([1, 0]);
	const booth = (id: string) => boothView(hall.floor, hall.at, id)!.messages.length;
	expect([booth('b1'), booth('b2')]).toEqual([1, 0]);
	hall.callNext('b1');
	hall.finish(here, 'level-2');
	expect(phone(hall, here)).toBe(0);
});

test('a message goes to those whom it was meant for', () => {
	const hall = new TestHall();
	const ticketId = hall.issue(['level-2']);
	show(hall, { to: ['staff'] });
	expect([board(hall).messages.length, phone(hall, ticketId)]).toEqual([0, 0]);
	expect(gateView(hall.floor, hall.at, 'g1')!.messages).toHaveLength(1);
});

test('boards keep room for numbers: one message more is refused until another has ended', () => {
	const hall = new TestHall();
	for (let i = 0; i < MOST_MESSAGES; i++) expect(show(hall).refused).toBeNull();
	expect(show(hall)).toMatchObject({ refused: 'messages-full', detail: { limit: MOST_MESSAGES } });
	hall.pass(10);
	expect(show(hall).refused).toBeNull();
});

test('a hall that is not open, and a service that is not there, show nothing', () => {
	const draft = new TestHall(undefined, false);
	expect(show(draft).refused).toBe('not-open');
	const hall = new TestHall();
	expect(show(hall, { serviceId: 'no-such' }).refused).toBe('no-such-service');
	hall.press({ kind: 'close' });
	expect(show(hall).refused).toBe('field-event-closed');
});
