import { describe, expect, test } from 'vitest';
import { catalogue, HALL_START, TestHall } from './hall.fixture.ts';
import { figuresOf } from './view/totals-view.ts';
import type { WishOf } from './wish.ts';

/** A hall whose gate has printed sheets. */
function withSheets(): { hall: TestHall; sheets: string[] } {
	const hall = new TestHall();
	const sheets = Array.from({ length: 60 }, () => hall.id());
	hall.press({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: sheets }, 'gate');
	return { hall, sheets };
}

function busload(from: number, to: number): WishOf<'bring-many-to-life'> {
	return {
		kind: 'bring-many-to-life',
		gateId: 'g1',
		prefix: 'A',
		numbers: Array.from({ length: to - from + 1 }, (_, i) => from + i),
		services: [{ serviceId: 'level-2', people: 1 }],
		lane: 'regular',
		party: 1
	};
}

describe('a busload with sheets in hand', () => {
	test('comes to life in one action, and stands in order like as many separate arrivals', () => {
		const { hall, sheets } = withSheets();
		const before = hall.issue(['level-2']);
		hall.pass(1);
		const pressed = hall.press(busload(2, 46), 'gate');
		expect(pressed.tickets.map((ticket) => ticket.number)).toEqual(
			Array.from({ length: 45 }, (_, i) => i + 2)
		);
		hall.pass(1);
		const after = hall.issue(['level-2']);
		const called = Array.from({ length: 47 }, () => {
			const id = hall.callNext('b1');
			hall.finish(id, 'level-2');
			return id;
		});
		expect(called).toEqual([before, ...sheets.slice(1, 46), after]);
		expect(figuresOf(hall.floor)).toMatchObject({ people: 47, tickets: 47 });
	});

	test('stands by its numbers, in whatever order the sheets were read', () => {
		const { hall, sheets } = withSheets();
		hall.press({ ...busload(1, 3), numbers: [3, 1, 2, 1] }, 'gate');
		const order = [1, 2, 3].map(() => {
			const id = hall.callNext('b1');
			hall.finish(id, 'level-2');
			return id;
		});
		expect(order).toEqual(sheets.slice(0, 3));
	});

	test('is refused as a whole, naming the sheet that is in somebody’s hand already', () => {
		const { hall, sheets } = withSheets();
		hall.press({ ...busload(7, 7) }, 'gate');
		const refused = hall.press(busload(1, 20), 'gate');
		expect(refused).toMatchObject({
			refused: 'ticket-in-use',
			detail: { ticket: 'A-007', ticketId: sheets[6] }
		});
		expect(figuresOf(hall.floor)).toMatchObject({ tickets: 1 });
	});

	test('is refused as a whole, naming the number that was never printed', () => {
		const { hall } = withSheets();
		expect(hall.press(busload(50, 61), 'gate')).toMatchObject({
			refused: 'no-such-ticket',
			detail: { ticket: 'A-061' }
		});
		expect(hall.press({ ...busload(1, 2), prefix: 'C' }, 'gate').refused).toBe('no-such-ticket');
	});

	test('cannot use yesterday’s sheets: their numbers are not those of today', () => {
		const { hall } = withSheets();
		hall.at = HALL_START + 86_400_000;
		hall.press({ kind: 'open-day', day: 2 }, 'organiser');
		expect(hall.press(busload(1, 2), 'gate').refused).toBe('no-such-ticket');
	});

	test('is refused like a single arrival when the service takes nobody more', () => {
		const { hall } = withSheets();
		const service = { ...catalogue().services[0]!, intakeOpen: false };
		hall.press({ kind: 'set-service', service }, 'organiser');
		expect(hall.press(busload(1, 20), 'gate').refused).toBe('service-closed');
	});

	test('is taken back with one undo, and its numbers stay burned', () => {
		const { hall, sheets } = withSheets();
		const pressed = hall.press(busload(1, 20), 'gate');
		hall.press({ kind: 'undo', operationId: pressed.operationId }, 'gate');
		expect(figuresOf(hall.floor)).toMatchObject({ people: 0, tickets: 0 });
		expect(hall.floor.tickets.get(sheets[0]!)!.cancelled).toBe(true);
		expect(hall.press(busload(1, 2), 'gate').refused).toBe('ticket-in-use');
	});
});
