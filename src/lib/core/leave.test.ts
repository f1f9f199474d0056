import { describe, expect, test } from 'vitest';
import { emptyFloor } from './floor.ts';
import { evolve } from './evolve.ts';
import { HALL_START, TestHall } from './hall.fixture.ts';
import { ticketState } from './ticket.ts';
import { phoneView } from './view/phone-view.ts';
import { figuresOf } from './view/totals-view.ts';

const leave = (hall: TestHall, ticketId: string) =>
	hall.press({ kind: 'leave', ticketId }, 'citizen');
const undo = (hall: TestHall, operationId: string) =>
	hall.press({ kind: 'undo', operationId }, 'gate');
const state = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);

describe('"Tôi không chờ nữa"', () => {
	test('ends the journey as incomplete; people and ticket go on counting, and no result does', () => {
		const hall = new TestHall();
		const [me, next] = [
			hall.issue(['level-2', 'activation'], { party: 2 }),
			hall.issue(['level-2'])
		];
		const before = figuresOf(hall.floor);
		expect(leave(hall, me).refused).toBeNull();
		expect(state(hall, me)).toBe('incomplete');
		expect(figuresOf(hall.floor)).toEqual(before);
		expect(hall.callNext('b1')).toBe(next);
		const phone = phoneView(hall.floor, hall.at, hall.floor.tickets.get(me)!, true);
		expect(phone.steps.map(({ state, outcome }) => [state, outcome])).toEqual([
			['dropped', 'left'],
			['dropped', 'left']
		]);
	});

	test('leaves what was done as it is', () => {
		const hall = new TestHall();
		const me = hall.issue(['level-2', 'activation']);
		hall.callNext('b1');
		hall.finish(me, 'level-2');
		const before = figuresOf(hall.floor);
		leave(hall, me);
		expect(figuresOf(hall.floor)).toEqual(before);
		expect(state(hall, me)).toBe('incomplete');
	});

	test('frees the seat of whoever was called, and is refused to whoever is being served', () => {
		const hall = new TestHall();
		const [me, next] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		expect(leave(hall, me).refused).toBeNull();
		expect(hall.callNext('b1')).toBe(next);
		hall.press({ kind: 'start', ticketId: next });
		expect(leave(hall, next).refused).toBe('not-waiting');
	});

	test('is undone to the own place in the queue, also when somebody has left who was called', () => {
		const hall = new TestHall();
		const [me, next] = [1, 2].map(() => (hall.pass(1), hall.issue(['level-2', 'activation'])));
		const { operationId } = leave(hall, me!);
		hall.pass(5);
		expect(undo(hall, operationId).refused).toBeNull();
		expect(hall.callNext('b1')).toBe(me);
		const again = leave(hall, me!).operationId;
		expect(hall.callNext('b1')).toBe(next);
		undo(hall, again);
		expect(state(hall, me!)).toBe('waiting');
		hall.finish(next!, 'level-2');
		expect(hall.callNext('b1')).toBe(me);
		hall.finish(me!, 'level-2');
		expect([1, 2].map(() => hall.callNext('b2')).sort()).toEqual([me, next].sort());
	});

	test('of somebody on hold or missed is undone to the hold list, or missed again', () => {
		const hall = new TestHall();
		const [held, missed] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		hall.press({ kind: 'hold', ticketId: held, reasonId: null, minutes: 10 });
		hall.callNext('b1');
		hall.press({ kind: 'no-show', ticketId: missed });
		const left = [held, missed].map((id) => leave(hall, id).operationId);
		expect(hall.floor.booths.get('b1')!.held.size).toBe(0);
		for (const id of left) undo(hall, id);
		expect([state(hall, held), state(hall, missed)]).toEqual(['held', 'no-show']);
		expect([...hall.floor.booths.get('b1')!.held]).toEqual([held]);
	});

	test('cannot be undone on the next day, nor after the field event has closed', () => {
		const hall = new TestHall();
		const { operationId } = leave(hall, hall.issue(['level-2']));
		hall.press({ kind: 'close' });
		expect(undo(hall, operationId).refused).toBe('field-event-closed');
		const other = new TestHall();
		const left = leave(other, other.issue(['level-2'])).operationId;
		other.press({ kind: 'open-day', day: 2 });
		expect(undo(other, left).refused).toBe('undo-too-late');
	});

	test('lets a further service be added at the gate: the journey goes on with it', () => {
		const hall = new TestHall();
		const me = hall.issue(['level-2']);
		leave(hall, me);
		hall.press({ kind: 'add-step', ticketId: me, serviceId: 'activation', people: 1 }, 'gate');
		expect(state(hall, me)).toBe('waiting');
		expect(hall.callNext('b2')).toBe(me);
	});

	test('is the same when the journal is folded anew', () => {
		const hall = new TestHall();
		const [me, other] = [hall.issue(['level-2']), hall.issue(['level-2', 'activation'])];
		undo(hall, leave(hall, me).operationId);
		leave(hall, other);
		const again = emptyFloor(hall.floor.fieldEventId, hall.floor.rules);
		for (const entry of hall.journal) evolve(again, entry);
		expect(again.tickets).toEqual(hall.floor.tickets);
		expect(again.tally).toEqual(hall.floor.tally);
		expect(hall.at).toBe(HALL_START);
	});
});
