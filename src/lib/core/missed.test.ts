import { describe, expect, test } from 'vitest';
import { area, booth, catalogue, TestHall } from './hall.fixture.ts';
import { ticketState } from './ticket.ts';
import { boothView } from './view/booth-view.ts';
import { placeOf } from './view/phone-view.ts';

const state = (hall: TestHall, id: string) => ticketState(hall.floor.tickets.get(id)!);
const where = {
	'the field event': { scope: 'field-event', id: null },
	'the service': { scope: 'service', id: 'level-2' },
	'the area': { scope: 'area', id: 'hall' }
} as const;
type Where = (typeof where)[keyof typeof where];

const pause = (hall: TestHall, at: Where) =>
	hall.press({ kind: 'pause', ...at, reasonId: 'line-down' });
const resume = (hall: TestHall, at: Where) => hall.press({ kind: 'resume', ...at });

/** A hall whose booths stand in one area, and a ticket that was missed there just now. */
function hallOfArea(): TestHall {
	const given = catalogue();
	const areas = [area('hall', 'Hội trường')];
	return new TestHall({
		...given,
		areas,
		booths: given.booths.map((each) => ({ ...each, areaId: 'hall' }))
	});
}

function miss(hall: TestHall): string {
	const id = hall.issue(['level-2']);
	hall.press({ kind: 'serve', boothId: 'b1', ticketId: id });
	hall.press({ kind: 'return', ticketId: id });
	hall.press({ kind: 'call', boothId: 'b1', ticketId: id, reasonId: null });
	hall.press({ kind: 'no-show', ticketId: id });
	expect(state(hall, id)).toBe('no-show');
	return id;
}

describe('the time in which a missed ticket may be restored', () => {
	test.each(Object.entries(where))('stands still while %s is paused', (_, at) => {
		const hall = hallOfArea();
		const id = miss(hall);
		hall.pass(30);
		pause(hall, at);
		hall.pass(120);
		resume(hall, at);
		hall.pass(29);
		expect(boothView(hall.floor, hall.at, 'b1')!.missed.map((t) => t.id)).toEqual([id]);
		expect(hall.press({ kind: 'restore', ticketId: id }).refused).toBeNull();
	});

	test('runs on after the pause, and pauses that overlap count once', () => {
		const hall = hallOfArea();
		const id = miss(hall);
		hall.pass(20);
		pause(hall, where['the service']);
		hall.pass(30);
		pause(hall, where['the field event']);
		hall.pass(30);
		resume(hall, where['the service']);
		hall.pass(30);
		resume(hall, where['the field event']);
		hall.pass(41);
		expect(hall.press({ kind: 'restore', ticketId: id }).refused).toBe('restore-too-late');
		expect(boothView(hall.floor, hall.at, 'b1')!.missed).toEqual([]);
	});

	test("is not lengthened by a pause of another service, nor by the booth's own", () => {
		const hall = new TestHall();
		const id = miss(hall);
		hall.pass(1);
		hall.press({ kind: 'pause', scope: 'service', id: 'activation', reasonId: 'line-down' });
		hall.press({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
		hall.pass(60);
		expect(hall.press({ kind: 'restore', ticketId: id }).refused).toBe('restore-too-late');
	});

	test('begins when it was missed, not when it was first called', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		hall.pass(10);
		hall.press({ kind: 'no-show', ticketId: id });
		hall.pass(55);
		expect(hall.press({ kind: 'restore', ticketId: id }).refused).toBeNull();
	});
});

describe('while the hall stands still', () => {
	test('nobody becomes a no-show, and whoever was called may be returned to the queue', () => {
		const hall = new TestHall();
		const id = hall.issue(['level-2']);
		hall.callNext('b1');
		pause(hall, where['the service']);
		expect(hall.press({ kind: 'no-show', ticketId: id }).refused).toBe('paused');
		hall.press({ kind: 'recall', ticketId: id });
		hall.press({ kind: 'recall', ticketId: id });
		expect(hall.press({ kind: 'recall', ticketId: id }).refused).toBe('paused');
		expect(state(hall, id)).toBe('called');
		expect(hall.press({ kind: 'return', ticketId: id }).refused).toBeNull();
		expect(state(hall, id)).toBe('waiting');
	});
});

describe('on resuming', () => {
	test.each(Object.entries(where))(
		'%s, those missed in the ten minutes before are put back together, in their own order',
		(_, at) => {
			const hall = hallOfArea();
			hall.press({ kind: 'set-booth', booth: booth(1, ['level-2'], { areaId: 'hall', seats: 3 }) });
			const early = miss(hall);
			hall.pass(15);
			const [first, second] = [hall.issue(['level-2']), hall.issue(['level-2'])];
			hall.pass(1);
			const waits = hall.issue(['level-2']);
			hall.callNext('b1');
			hall.callNext('b1');
			for (const ticketId of [second, first]) hall.press({ kind: 'no-show', ticketId });
			hall.pass(9);
			pause(hall, at);
			hall.pass(40);
			const resumed = resume(hall, at);
			expect(resumed.tickets.map((ticket) => ticket.id)).toEqual([first, second]);
			expect([early, first, second].map((id) => state(hall, id))).toEqual([
				'no-show',
				'waiting',
				'waiting'
			]);
			expect(placeOf(hall.floor, hall.floor.tickets.get(waits)!, hall.at)!.ahead).toBe(2);
			expect([1, 2, 3].map(() => hall.callNext('b1'))).toEqual([first, second, waits]);
		}
	);

	test("a booth's own pause, nobody is put back: its service went on beside it", () => {
		const hall = new TestHall();
		const id = miss(hall);
		hall.press({ kind: 'pause', scope: 'booth', id: 'b1', reasonId: 'line-down' });
		hall.press({ kind: 'resume', scope: 'booth', id: 'b1' });
		expect(state(hall, id)).toBe('no-show');
	});

	test('one service, those missed at another stay missed', () => {
		const hall = new TestHall();
		const id = miss(hall);
		const at = { scope: 'service', id: 'activation' } as const;
		hall.press({ kind: 'pause', ...at, reasonId: 'line-down' });
		hall.press({ kind: 'resume', ...at });
		expect(state(hall, id)).toBe('no-show');
	});
});
