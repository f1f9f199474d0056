import { describe, expect, test } from 'vitest';
import { endOfDay, endsOfDay } from './end-of-day.ts';
import { booth, catalogue, service, TestHall } from './hall.fixture.ts';

/** One service, two booths, a target over the two days of the fixture. */
function hallOf(target: number | null): TestHall {
	const only = service('level-2', {
		counts: 'enrolled',
		outcomes: ['enrolled', 'failed', 'left'],
		target
	});
	return new TestHall(
		catalogue({ services: [only], booths: [booth(1, ['level-2']), booth(2, ['level-2'])] })
	);
}

/** Both booths serve for so many minutes, five a ticket; two people come every five. */
function live(hall: TestHall, minutes: number): void {
	for (let passed = 0; passed < minutes; passed += 5) {
		const tickets = ['b1', 'b2'].map((id) => {
			hall.issue(['level-2']);
			return hall.callNext(id);
		});
		hall.pass(5);
		for (const ticketId of tickets) hall.finish(ticketId, 'level-2');
	}
}

describe('the end of the day', () => {
	test('is not told before the first ticket', () => {
		const hall = hallOf(100);
		expect(endOfDay(hall.floor, 'level-2', hall.at)).toBeNull();
		expect(endOfDay(hall.floor, 'no-such', hall.at)).toBeNull();
	});

	test('is what is counted and what seats and people can still bring, as a range', () => {
		const hall = hallOf(400);
		live(hall, 120);
		const end = endOfDay(hall.floor, 'level-2', hall.at)!;
		expect(end.counted).toBe(48);
		expect(end.likely.from).toBeGreaterThan(end.counted);
		expect(end.likely.to).toBeGreaterThan(end.likely.from);
		// Two seats of five minutes bring 24 an hour, for six and a half hours more.
		expect(end.likely.to).toBeLessThan(48 + 6.5 * 24);
	});

	test('holds the pace against what the goal of the day asks for, in hours of service', () => {
		const hall = hallOf(400);
		live(hall, 120);
		const end = endOfDay(hall.floor, 'level-2', hall.at)!;
		// Half of the target on each of two equal days.
		expect(end.goal).toBe(200);
		expect(end.perHour).toBeCloseTo(24);
		expect(end.neededPerHour).toBeCloseTo((200 - 48) / 6.5);
	});

	test('steps over the break: nothing is expected of it', () => {
		const hall = hallOf(null);
		live(hall, 270);
		const noon = endOfDay(hall.floor, 'level-2', hall.at)!;
		const one = endOfDay(hall.floor, 'level-2', hall.at + 90 * 60_000)!;
		expect(Math.abs(one.likely.to - noon.likely.to)).toBeLessThanOrEqual(2);
		expect(one.perHour).toBeCloseTo(noon.perHour!);
		expect(one.goal).toBeNull();
		expect(one.neededPerHour).toBeNull();
	});

	test('is the count itself when the day is over', () => {
		const hall = hallOf(null);
		live(hall, 60);
		hall.at = hall.floor.rules.days[0]!.halves[1]!.to;
		const [end] = endsOfDay(hall.floor, hall.at);
		expect(end!.likely).toEqual({ from: 24, to: 24 });
	});

	test('says how many will be left waiting', () => {
		const hall = hallOf(null);
		hall.pass(9.5 * 60);
		for (let i = 0; i < 40; i++) hall.issue(['level-2']);
		const { left, likely } = endOfDay(hall.floor, 'level-2', hall.at)!;
		expect(left.from).toBeGreaterThan(20);
		expect(left.to).toBeGreaterThanOrEqual(left.from);
		expect(likely.to).toBeLessThan(16);
	});
});
