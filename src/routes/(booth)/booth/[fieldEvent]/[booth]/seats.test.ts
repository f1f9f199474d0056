import { describe, expect, test } from 'vitest';
import { booth, catalogue, TestHall } from '#lib/core/hall.fixture.ts';
import { boothView } from '#lib/core/view/booth-view.ts';
import { BoothDesk } from './booth-desk.svelte.ts';

/** A booth of two seats, and the desk of an officer on a device that remembers. */
function shared(officers = ['officer-1', 'officer-2']) {
	const hall = new TestHall(catalogue({ booths: [booth(1, ['level-2'], { seats: 2 })] }));
	hall.press({ kind: 'leave-booth', boothId: 'b1' }, 'officer-1');
	for (const officer of officers) {
		hall.press({ kind: 'open-booth', boothId: 'b1', takeOver: false }, officer);
	}
	let now = 0;
	const device = new Map<string, string>();
	const sitDown = (me: string) =>
		new BoothDesk({
			live: {
				get state() {
					return boothView(hall.floor, hall.at, 'b1')!;
				},
				get clock() {
					return hall.floor.clock;
				},
				refresh: async () => {}
			},
			fieldEventId: 7,
			boothId: 'b1',
			me,
			send: async (wish, operationId) => {
				const { refused, then, tickets } = hall.press(wish, me, operationId);
				if (refused) return { ok: false, refused: refused as never };
				return { ok: true, operationId, clock: hall.floor.clock, tickets, then: then as never };
			},
			device: {
				getItem: (key) => device.get(key) ?? null,
				setItem: (key, text) => void device.set(key, text)
			},
			now: () => (now += 1_000)
		});
	return { hall, sitDown };
}

const seats = (hall: TestHall) => hall.floor.booths.get('b1')!.seats;

describe('a booth that two officers share', () => {
	test('asks each of them once which seat is theirs, and remembers it on the device', () => {
		const { sitDown } = shared();
		const desk = sitDown('officer-2');
		expect(desk.asksSeat).toBe(true);
		desk.takeSeat(2);
		expect(desk.asksSeat).toBe(false);
		expect(sitDown('officer-2').mySeat).toBe(2);
		expect(sitDown('officer-1').asksSeat).toBe(true);
	});

	test('the large button calls, starts and finishes in the officer’s own seat', async () => {
		const { hall, sitDown } = shared();
		const [first, second] = [1, 2].map(() => hall.issue(['level-2']));
		const desk = sitDown('officer-2');
		desk.takeSeat(2);
		await desk.advance();
		expect(seats(hall)).toEqual([null, first]);
		await desk.advance();
		await desk.advance();
		expect(seats(hall)).toEqual([null, second]);
		expect(desk.ticket?.id).toBe(second);
	});

	test('never shows the colleague’s citizen under the large button', async () => {
		const { hall, sitDown } = shared();
		const [first, second] = [1, 2].map(() => hall.issue(['level-2']));
		const [one, two] = [sitDown('officer-1'), sitDown('officer-2')];
		one.takeSeat(1);
		two.takeSeat(2);
		await one.advance();
		expect(two.press.kind).toBe('call-next');
		two.choose(1);
		expect(two.ticket).toBeNull();
		await two.advance();
		expect(seats(hall)).toEqual([first, second]);
		expect([one.ticket?.id, two.ticket?.id]).toEqual([first, second]);
		expect(two.freeSeats).toBe(0);
	});

	test('whoever works on all seats calls into the lowest free one, as before', async () => {
		const { hall, sitDown } = shared();
		const ids = [1, 2].map(() => hall.issue(['level-2']));
		const desk = sitDown('officer-1');
		desk.takeSeat('all');
		desk.choose(2);
		await desk.advance();
		expect(seats(hall)).toEqual([ids[0], null]);
		expect(desk.seatNo).toBe(1);
	});

	test('forgets a seat that the booth no longer has', () => {
		const { hall, sitDown } = shared();
		const desk = sitDown('officer-2');
		desk.takeSeat(2);
		hall.press({ kind: 'set-booth', booth: booth(1, ['level-2']) }, 'organiser');
		expect(sitDown('officer-2').mySeat).toBeNull();
	});

	test('one officer alone is not asked', () => {
		const { sitDown } = shared(['officer-1']);
		expect(sitDown('officer-1').asksSeat).toBe(false);
	});
});
