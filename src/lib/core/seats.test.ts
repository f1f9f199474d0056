import { describe, expect, test } from 'vitest';
import { booth, catalogue, TestHall } from './hall.fixture.ts';

/** A booth of two seats with an officer at each. */
function twoOfficers(): TestHall {
	const hall = new TestHall(catalogue({ booths: [booth(1, ['level-2'], { seats: 2 })] }));
	hall.press({ kind: 'open-booth', boothId: 'b1', takeOver: false }, 'officer-2');
	return hall;
}

const seats = (hall: TestHall) => hall.floor.booths.get('b1')!.seats;
const enrolled = {
	serviceId: 'level-2',
	outcome: 'enrolled',
	level: null,
	reasonId: null,
	count: 1
} as const;

describe('two officers who share a booth', () => {
	test('each call into their own seat', () => {
		const hall = twoOfficers();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.press({ kind: 'call-next', boothId: 'b1', seat: 2 }, 'officer-2');
		expect(seats(hall)).toEqual([null, first]);
		hall.press({ kind: 'call-next', boothId: 'b1', seat: 1 }, 'officer-1');
		expect(seats(hall)).toEqual([second, first]);
	});

	test('without a seat named, the lowest free one is taken', () => {
		const hall = twoOfficers();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.press({ kind: 'call-next', boothId: 'b1', seat: null });
		hall.press({ kind: 'call-next', boothId: 'b1' });
		expect(seats(hall)).toEqual([first, second]);
	});

	test('are told when the seat is taken, or is none of this booth, and nobody is called', () => {
		const hall = twoOfficers();
		const ids = [1, 2].map(() => hall.issue(['level-2']));
		hall.press({ kind: 'call-next', boothId: 'b1', seat: 2 });
		expect(hall.press({ kind: 'call-next', boothId: 'b1', seat: 2 })).toMatchObject({
			refused: 'seat-taken',
			detail: { booth: '1', seat: 2 }
		});
		expect(hall.press({ kind: 'call-next', boothId: 'b1', seat: 3 }).refused).toBe('no-such-seat');
		expect(seats(hall)).toEqual([null, ids[0]]);
	});

	test('call a number, serve without a call and take back from hold into a seat of their own', () => {
		const hall = twoOfficers();
		const [called, served] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		const into = { boothId: 'b1', seat: 2 };
		hall.press({ kind: 'call', ticketId: called, reasonId: null, ...into });
		expect(seats(hall)).toEqual([null, called]);
		expect(hall.press({ kind: 'serve', ticketId: served, ...into }).refused).toBe('seat-taken');
		hall.press({ kind: 'hold', ticketId: called, reasonId: null, minutes: 5 });
		hall.press({ kind: 'serve', ticketId: served, ...into });
		expect(hall.press({ kind: 'take-back', ticketId: called, ...into }).refused).toBe('seat-taken');
		hall.press({ kind: 'take-back', ticketId: called, boothId: 'b1', seat: 1 });
		expect(seats(hall)).toEqual([called, served]);
	});

	test('finish and call the next into the same seat while the other one stands free', () => {
		const hall = twoOfficers();
		const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
		hall.press({ kind: 'call-next', boothId: 'b1', seat: 2 });
		hall.press({
			kind: 'finish',
			ticketId: first,
			results: [enrolled],
			callNext: true,
			seat: 2
		});
		expect(seats(hall)).toEqual([null, second]);
	});

	test('an officer who presses twice calls one citizen and finishes one sitting', () => {
		const hall = twoOfficers();
		const [first, second] = [1, 2, 3].map(() => hall.issue(['level-2']));
		const call = { kind: 'call-next' as const, boothId: 'b1', seat: 1 };
		hall.press(call);
		expect(hall.press(call).refused).toBe('seat-taken');
		const finish = {
			kind: 'finish' as const,
			ticketId: first!,
			results: [enrolled],
			callNext: true,
			seat: 1
		};
		expect(hall.press(finish).refused).toBeNull();
		expect(hall.press(finish).refused).toBe('ticket-over');
		expect(seats(hall)).toEqual([second, null]);
		expect(hall.floor.recorded.size).toBe(1);
	});
});
