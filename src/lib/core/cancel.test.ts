import { describe, expect, test } from 'vitest';
import { emptyFloor } from './floor.ts';
import { evolve } from './evolve.ts';
import { HALL_START, TestHall } from './hall.fixture.ts';
import { ticketState } from './ticket.ts';
import { figuresOf } from './view/totals-view.ts';

const state = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);
const cancel = (hall: TestHall, ticketId: string) =>
	hall.press({ kind: 'cancel', ticketId }, 'gate').operationId;
const undo = (hall: TestHall, operationId: string) =>
	hall.press({ kind: 'undo', operationId }, 'gate');

describe('an undone cancel', () => {
	test('brings the ticket back to its own place, and people and tickets at the same clock', () => {
		const hall = new TestHall();
		const [first, second, third] = [1, 2, 3].map(() => {
			hall.pass(1);
			return hall.issue(['level-2'], { party: 2 });
		});
		const cancelled = cancel(hall, second!);
		expect(figuresOf(hall.floor)).toMatchObject({ people: 4, tickets: 2 });
		hall.pass(5);
		const clock = hall.floor.clock;
		expect(undo(hall, cancelled).refused).toBeNull();
		expect(hall.floor.clock).toBe(clock + 1);
		expect(figuresOf(hall.floor)).toMatchObject({ people: 6, tickets: 3 });
		const order = [1, 2, 3].map(() => {
			const id = hall.callNext('b1');
			hall.finish(id, 'level-2');
			return id;
		});
		expect(order).toEqual([first, second, third]);
		const told = hall.floor.tally.days.get(1)!.waits['level-2']!;
		expect(told.reduce((sum, n) => sum + n, 0)).toBe(3);
	});

	test('of somebody called goes back to the queue, and never into a seat that another has taken', () => {
		const hall = new TestHall();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		const cancelled = cancel(hall, first);
		expect(hall.callNext('b1')).toBe(second);
		undo(hall, cancelled);
		expect(hall.floor.booths.get('b1')!.seats).toEqual([second]);
		expect(state(hall, first)).toBe('waiting');
		hall.finish(second, 'level-2');
		expect(hall.callNext('b1')).toBe(first);
	});

	test('of somebody on hold or missed leaves them as they stood', () => {
		const hall = new TestHall();
		const [held, missed] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		hall.press({ kind: 'hold', ticketId: held, reasonId: null, minutes: 10 });
		hall.callNext('b1');
		hall.press({ kind: 'no-show', ticketId: missed });
		undo(hall, cancel(hall, held));
		undo(hall, cancel(hall, missed));
		expect([state(hall, held), state(hall, missed)]).toEqual(['held', 'no-show']);
		expect([...hall.floor.booths.get('b1')!.held]).toEqual([held]);
		expect(hall.press({ kind: 'restore', ticketId: missed }).refused).toBeNull();
	});

	test('is done once, and leaves nothing else of the ticket to be undone', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const cancelled = cancel(hall, id);
		undo(hall, cancelled);
		expect(undo(hall, cancelled).refused).toBe('nothing-to-undo');
		expect(hall.floor.tickets.get(id)!.undoable).toBeNull();
		expect(figuresOf(hall.floor)).toMatchObject({ people: 1, tickets: 1 });
	});

	test('also brings back a number that the gate took back by mistake', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const issue = hall.journal.at(-1)!.operationId;
		const takenBack = undo(hall, issue);
		expect(state(hall, id)).toBe('cancelled');
		undo(hall, takenBack.operationId);
		expect(state(hall, id)).toBe('waiting');
		expect(hall.callNext('b1')).toBe(id);
	});

	test('is possible until the day or the field event ends', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		const cancelled = cancel(hall, id);
		hall.press({ kind: 'close' }, 'organiser');
		expect(undo(hall, cancelled).refused).toBe('field-event-closed');

		const twoDays = new TestHall();
		const yesterday = cancel(twoDays, twoDays.issue(['level-2']));
		twoDays.at = HALL_START + 86_400_000;
		twoDays.press({ kind: 'open-day', day: 2 }, 'organiser');
		expect(undo(twoDays, yesterday).refused).toBe('nothing-to-undo');
	});

	test('folds from the journal to the same hall', () => {
		const hall = new TestHall();
		const ids = [1, 2, 3].map(() => hall.issue(['level-2']));
		hall.callNext('b1');
		for (const id of ids) undo(hall, cancel(hall, id));
		cancel(hall, ids[1]!);
		const again = emptyFloor(7, hall.floor.rules);
		for (const entry of structuredClone(hall.journal)) evolve(again, entry);
		expect([...again.tickets]).toEqual([...hall.floor.tickets]);
		expect(again.tally).toEqual(hall.floor.tally);
		expect(again.queues.get('level-2')!.lanes.regular.length).toBe(2);
	});
});
