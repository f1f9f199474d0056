import { describe, expect, test } from 'vitest';
import { emptyFloor } from './floor.ts';
import { evolve } from './evolve.ts';
import { HALL_START, TestHall } from './hall.fixture.ts';
import { ticketState } from './ticket.ts';
import { figuresOf } from './view/totals-view.ts';

const DAY = 86_400_000;
const state = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);

/** Asks these to come on the second day, and gives the tickets they are promised. */
function toDayTwo(hall: TestHall, ids: string[]) {
	const tickets = ids.map((ticketId) => ({ ticketId, nextId: hall.id() }));
	const pressed = hall.press(
		{ kind: 'put-off', tickets, to: { place: 'day', day: 2, gateId: 'g1' } },
		'gate'
	);
	return { ...pressed, next: tickets.map(({ nextId }) => nextId) };
}

function openDayTwo(hall: TestHall) {
	hall.at = HALL_START + DAY - 1_800_000;
	return hall.press({ kind: 'open-day', day: 2 });
}

describe('"Hẹn lại" for those whom today does not reach', () => {
	test('gives a number of the next day at once, and with it they come before new arrivals, as they had waited', () => {
		const hall = new TestHall();
		const [first, second] = [1, 2].map(() => (hall.pass(1), hall.issue(['level-2'])));
		// Asked in whatever order: who came first has the first number.
		const { next, refused } = toDayTwo(hall, [second!, first!]);
		expect(refused).toBeNull();
		const numbers = next.map((id) => hall.floor.tickets.get(id)!);
		expect(numbers.map(({ day, number, blank }) => [day, number, blank])).toEqual([
			[2, 2, true],
			[2, 1, true]
		]);
		expect([first, second].map((id) => state(hall, id!))).toEqual(['incomplete', 'incomplete']);
		expect(hall.callNext('b1')).toBe('queue-empty');

		expect(openDayTwo(hall).refused).toBeNull();
		hall.press({ kind: 'open-booth', boothId: 'b1', takeOver: true });
		hall.pass(1);
		const fresh = hall.issue(['level-2']);
		expect(hall.floor.tickets.get(fresh)!.number).toBe(3);
		const called = [1, 2, 3].map(() => {
			const id = hall.callNext('b1');
			hall.finish(id as string, 'level-2');
			return id;
		});
		expect(called).toEqual([next[1], next[0], fresh]);
	});

	test('keeps lane, party and what was still due; what was done is done', () => {
		const hall = new TestHall();
		const me = hall.issue(['level-2', 'activation'], { party: 2, lane: 'priority' });
		hall.callNext('b1');
		hall.finish(me, 'level-2');
		const { next } = toDayTwo(hall, [me]);
		openDayTwo(hall);
		const ticket = hall.floor.tickets.get(next[0]!)!;
		expect(ticket).toMatchObject({ lane: 'priority', party: 2, blank: false });
		expect(ticket.steps.map((step) => step.serviceId)).toEqual(['activation']);
		// It came with the opening of the day: nobody's undo takes it away.
		expect(ticket.undoable).toBeNull();
	});

	test('is counted apart: people and tickets stay, results do not grow, and an undo takes it back', () => {
		const hall = new TestHall();
		const [one, two] = [hall.issue(['level-2'], { party: 3 }), hall.issue(['level-2'])];
		const before = figuresOf(hall.floor);
		const police = hall.press({
			kind: 'put-off',
			tickets: [one, two].map((ticketId) => ({ ticketId, nextId: hall.id() })),
			to: { place: 'police' }
		});
		const day = () => hall.floor.tally.days.get(1)!;
		expect(day()).toMatchObject({ putOffTickets: 2, putOffPeople: 4 });
		expect(figuresOf(hall.floor)).toEqual(before);
		expect(hall.press({ kind: 'undo', operationId: police.operationId }).refused).toBeNull();
		expect(day()).toMatchObject({ putOffTickets: 0, putOffPeople: 0 });
		expect(hall.callNext('b1')).toBe(one);
		const { operationId, next } = toDayTwo(hall, [two]);
		hall.press({ kind: 'undo', operationId });
		openDayTwo(hall);
		expect(hall.floor.tickets.get(next[0]!)!.blank).toBe(true);
	});

	test('leaves out who is called or served meanwhile, and is refused when that leaves nobody', () => {
		const hall = new TestHall();
		const [called, waits] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.callNext('b1');
		expect(toDayTwo(hall, [called]).refused).toBe('not-waiting');
		const { refused, next } = toDayTwo(hall, [called, waits]);
		expect(refused).toBeNull();
		expect(state(hall, called)).toBe('called');
		expect(state(hall, waits)).toBe('incomplete');
		expect(hall.floor.tickets.has(next[0]!)).toBe(false);
		expect(toDayTwo(hall, [waits]).refused).toBe('ticket-over');
	});

	test('to a day that is over or does not exist is refused, and nothing happens', () => {
		const hall = new TestHall();
		const me = hall.issue(['level-2']);
		for (const day of [1, 3]) {
			const tickets = [{ ticketId: me, nextId: hall.id() }];
			const to = { place: 'day', day, gateId: 'g1' } as const;
			expect(hall.press({ kind: 'put-off', tickets, to }).refused).toBe('no-such-day');
		}
		expect(state(hall, me)).toBe('waiting');
	});

	test('is the same when the journal is folded anew', () => {
		const hall = new TestHall();
		const ids = [1, 2, 3].map(() => hall.issue(['level-2', 'activation']));
		toDayTwo(hall, ids.slice(0, 2));
		openDayTwo(hall);
		const again = emptyFloor(hall.floor.fieldEventId, hall.floor.rules);
		for (const entry of hall.journal) evolve(again, entry);
		expect(again.tickets).toEqual(hall.floor.tickets);
		expect(again.tally).toEqual(hall.floor.tally);
	});
});
