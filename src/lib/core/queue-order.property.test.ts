import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_RULES, type Lane } from './catalogue.ts';
import {
	compareWaiting,
	emptyFloor,
	queueOf,
	type Floor,
	type Queue,
	type Waiting
} from './floor.ts';
import { ahead, nextOfQueue, upcoming } from './queue-order.ts';

interface Standing {
	waiting: Waiting;
	lane: Lane;
}

/** Up to forty tickets of two series, many of them due at the same instant; rules and a run as a hall may have them. */
const hall = fc.record({
	tickets: fc.uniqueArray(
		fc.record({
			prefix: fc.constantFrom('A', 'C'),
			number: fc.integer({ min: 1, max: 60 }),
			rankAt: fc.integer({ min: 0, max: 30 }),
			lane: fc.constantFrom<Lane>('regular', 'priority')
		}),
		{ maxLength: 40, selector: ({ prefix, number }) => `${prefix}${number}` }
	),
	priorityRun: fc.integer({ min: 0, max: 4 }),
	priorityHeadStartMs: fc.integer({ min: 0, max: 12 }),
	run: fc.integer({ min: 0, max: 4 })
});
type Hall = typeof hall extends fc.Arbitrary<infer T> ? T : never;

function standing({ tickets }: Hall): Standing[] {
	return tickets.map(({ lane, prefix, number, rankAt }) => ({
		lane,
		waiting: {
			ticketId: `${prefix}${number}`,
			day: 1,
			prefix,
			number,
			rankAt,
			dueAt: rankAt,
			people: 1
		}
	}));
}

function floorOf(given: Hall, tickets: Standing[]): { floor: Floor; queue: Queue } {
	const { priorityRun, priorityHeadStartMs, run } = given;
	const floor = emptyFloor(7, { ...DEFAULT_RULES, priorityRun, priorityHeadStartMs, days: [] });
	const queue = queueOf(floor, 'level-2');
	queue.run = run;
	for (const { lane, waiting } of tickets) queue.lanes[lane].insert(waiting);
	return { floor, queue };
}

function callAll(floor: Floor, queue: Queue): Standing[] {
	const called: Standing[] = [];
	for (;;) {
		const next = nextOfQueue(floor, queue);
		if (!next) return called;
		queue.lanes[next.lane].remove(next.waiting);
		queue.run = next.lane === 'priority' ? queue.run + 1 : 0;
		called.push({ lane: next.lane, waiting: next.waiting });
	}
}

const ids = (list: Standing[]) => list.map(({ waiting }) => waiting.ticketId);

test('everybody is called once, in an order that does not depend on who joined first', () => {
	fc.assert(
		fc.property(hall, fc.infiniteStream(fc.nat()), (given, noise) => {
			const tickets = standing(given);
			const mixed = tickets
				.map((ticket) => ({ ticket, at: noise.next().value as number }))
				.sort((a, b) => a.at - b.at)
				.map(({ ticket }) => ticket);
			const one = floorOf(given, tickets);
			const other = floorOf(given, mixed);
			const called = ids(callAll(one.floor, one.queue));
			expect(called).toEqual(ids(callAll(other.floor, other.queue)));
			expect([...called].sort()).toEqual(ids(tickets).sort());
		})
	);
});

test('inside a lane nobody overtakes anybody, and two tickets never stand in one place', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const tickets = standing(given);
			for (const a of tickets) {
				for (const b of tickets) {
					const order = compareWaiting(a.waiting, b.waiting);
					expect(Math.sign(order)).toBe(-Math.sign(compareWaiting(b.waiting, a.waiting)) + 0);
					expect(order === 0).toBe(a === b);
				}
			}
			const { floor, queue } = floorOf(given, tickets);
			const called = callAll(floor, queue);
			for (const lane of ['regular', 'priority'] as const) {
				const own = called.filter((one) => one.lane === lane).map(({ waiting }) => waiting);
				expect([...own].sort(compareWaiting)).toEqual(own);
			}
		}),
		{ numRuns: 30 }
	);
});

test('while a regular ticket waits, priority goes at most so often in a row, and never before one due longer ago than the head start', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const { floor, queue } = floorOf(given, standing(given));
			const called = callAll(floor, queue);
			let run = given.run;
			called.forEach(({ lane, waiting }, i) => {
				const regular = called.slice(i).find((one) => one.lane === 'regular')?.waiting;
				if (lane === 'priority' && regular) {
					expect(run).toBeLessThan(given.priorityRun);
					expect(regular.rankAt).toBeGreaterThanOrEqual(waiting.rankAt - given.priorityHeadStartMs);
				}
				run = lane === 'priority' ? run + 1 : 0;
			});
		})
	);
});

test('the order shown ahead of time is that of the calls', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const { floor, queue } = floorOf(given, standing(given));
			const shown = upcoming(floor, queue, 100).map(({ ticketId }) => ticketId);
			expect(shown).toEqual(ids(callAll(floor, queue)));
		})
	);
});

/** How far each ticket's reckoned place is from the one in which it is called; below 0: told too near. */
function misplaced(given: Hall): { lane: Lane; by: number }[] {
	const tickets = standing(given);
	const { floor, queue } = floorOf(given, tickets);
	const told = new Map(
		tickets.map(({ waiting, lane }) => [waiting.ticketId, ahead(floor, queue, waiting, lane)])
	);
	return callAll(floor, queue).map(({ lane, waiting }, place) => ({
		lane,
		by: told.get(waiting.ticketId)! - place
	}));
}

test('the place told is the place in which one is called, where all are due within the head start', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const within = { ...given, priorityHeadStartMs: 30 };
			expect(misplaced(within).filter(({ by }) => by !== 0)).toEqual([]);
		})
	);
});

test('no regular ticket is ever told a place nearer than the one in which it is called', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const regular = misplaced(given).filter(({ lane }) => lane === 'regular');
			expect(regular.filter(({ by }) => by < 0)).toEqual([]);
		})
	);
});
