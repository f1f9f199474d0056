import { describe, expect, test } from 'vitest';
import { pauseOfService } from '../floor.ts';
import { booth, catalogue, TestHall } from '../hall.fixture.ts';
import { boardView } from './board-view.ts';
import { boothView } from './booth-view.ts';
import { leaderView } from './leader-view.ts';
import { phoneView } from './phone-view.ts';
import { slipView } from './slip-view.ts';
import { totalsView } from './totals-view.ts';

/** Booth 1 takes files, booth 2 activates, and number 3 goes about and activates. */
function hallWithHelper(): TestHall {
	const given = catalogue();
	return new TestHall({
		...given,
		booths: [...given.booths, booth(3, ['activation'], { seats: 0 })]
	});
}

const phone = (hall: TestHall, id: string) =>
	phoneView(hall.floor, hall.at, hall.floor.tickets.get(id)!, true);

describe('a helper who goes about', () => {
	test('is no booth to walk to or to be sent to, on no screen', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['activation']);
		expect(phone(hall, ticket).steps[0]!.booths.map(({ id }) => id)).toEqual(['b2']);
		expect(boothView(hall.floor, hall.at, 'b1')!.booths.map(({ id }) => id)).toEqual(['b2']);
		const queue = boardView(hall.floor, hall.at).queues.find((q) => q.serviceId === 'activation');
		expect(queue!.booths).toEqual(['b2']);
		expect(boothView(hall.floor, hall.at, 'b3')!.next).toBeNull();
	});

	test('who rests is told on no board, and who works does not make a stopped service move', () => {
		const hall = hallWithHelper();
		const pause = { kind: 'pause', scope: 'booth', reasonId: 'line-down' } as const;
		hall.press({ ...pause, id: 'b3' });
		expect(boardView(hall.floor, hall.at).pauses).toEqual([]);
		hall.press({ kind: 'resume', scope: 'booth', id: 'b3' });
		hall.press({ ...pause, id: 'b2' });
		expect(pauseOfService(hall.floor, 'activation')).not.toBeNull();
	});

	test('stands in the totals and the throughput with what was recorded, and has no rate per seat', () => {
		const hall = hallWithHelper();
		const ticket = hall.issue(['level-2']);
		hall.pass(30);
		hall.press(
			{
				kind: 'record',
				boothId: 'b3',
				ticketId: ticket,
				results: [
					{ serviceId: 'activation', outcome: 'completed', level: 1, reasonId: null, count: 1 }
				]
			},
			'officer-3'
		);
		const own = ({ booth: { id } }: { booth: { id: string } }) => id === 'b3';
		expect(totalsView(hall.floor, hall.at).booths.find(own)).toMatchObject({
			booth: { seats: 0 },
			countedToday: 1
		});
		const figures = leaderView(hall.floor, hall.at).boothFigures.find(own)!;
		expect(figures.perSeatHour).toBeNull();
		expect(figures.perHour).toBeGreaterThan(0);
		expect(figures.band).toBeNull();
	});
});

describe('a party that has parted', () => {
	test('reads on the phone who is where, and its paper goes on with the others', () => {
		const hall = new TestHall();
		const family = hall.issue(['level-2', 'activation'], { party: 2 });
		hall.callNext('b1');
		hall.press({
			kind: 'finish',
			ticketId: family,
			results: [
				{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count: 1 }
			],
			stays: 1,
			callNext: false
		});
		const { steps, active } = phone(hall, family);
		expect(steps.map(({ stays }) => stays && [stays.booth.number, stays.people])).toEqual([
			null,
			null,
			[1, 1]
		]);
		expect(steps[active!]!.serviceId).toBe('activation');
		const ticket = hall.floor.tickets.get(family)!;
		expect(slipView(hall.floor, hall.at, ticket).steps).toHaveLength(1);
		// The others have been everywhere: who stayed is called by that booth, like anybody.
		hall.callNext('b2');
		hall.finish(family, 'activation', { count: 2 });
		expect(phone(hall, family).steps[2]!.stays).toBeNull();
		expect(phone(hall, family).keptFor?.number).toBe(1);
		expect(slipView(hall.floor, hall.at, ticket).steps).toHaveLength(1);
	});
});
