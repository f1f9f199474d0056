import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestHall } from './hall.fixture.ts';
import { joinReason } from './place.ts';
import { ahead } from './queue-order.ts';
import { activeTurn } from './ticket.ts';

/** A queue of both lanes, people coming now and then; one of them stepped back or was missed. */
const hall = fc.record({
	lanes: fc.array(fc.constantFrom<'regular' | 'priority'>('regular', 'regular', 'priority'), {
		minLength: 2,
		maxLength: 25
	}),
	gaps: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 25, maxLength: 25 }),
	who: fc.nat()
});

function waitingHall({ lanes, gaps }: { lanes: ('regular' | 'priority')[]; gaps: number[] }) {
	const people = new TestHall();
	const ids = lanes.map((lane, i) => {
		people.pass(gaps[i]!);
		return people.issue(['level-2'], { lane });
	});
	return { people, ids };
}

/** Each ticket's place in the queue, by id. */
function places(people: TestHall): Map<string, number> {
	const queue = people.floor.queues.get('level-2')!;
	return new Map(
		(['regular', 'priority'] as const).flatMap((lane) =>
			[...queue.lanes[lane]].map(
				(waiting) => [waiting.ticketId, ahead(people.floor, queue, waiting, lane)] as const
			)
		)
	);
}

test('whoever steps back makes nobody’s place worse but their own', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const { people, ids } = waitingHall(given);
			const ticketId = ids[given.who % ids.length]!;
			const before = places(people);
			const { refused } = people.press({ kind: 'step-back', ticketId });
			const after = places(people);
			for (const [id, place] of after) {
				if (id !== ticketId) expect(place).toBeLessThanOrEqual(before.get(id)!);
			}
			const [mine, was] = [after.get(ticketId)!, before.get(ticketId)!];
			if (refused) expect(mine).toBe(was);
			else expect(mine).toBeGreaterThan(was);
		}),
		{ numRuns: 100 }
	);
});

test('whoever is put back after a missed call goes before nobody of the next few, and costs those behind a place, with a reason', () => {
	fc.assert(
		fc.property(hall, (given) => {
			const { people, ids } = waitingHall(given);
			const ticketId = people.callNext('b1');
			const { lane } = people.floor.tickets.get(ticketId)!;
			people.press({ kind: 'no-show', ticketId });
			const next = [...people.floor.queues.get('level-2')!.lanes[lane]]
				.slice(0, people.floor.rules.restoreBehind)
				.map((waiting) => waiting.ticketId);
			const before = places(people);
			expect(people.press({ kind: 'restore', ticketId }).refused).toBeNull();
			const after = places(people);
			expect(after.size).toBe(ids.length);
			for (const [id, place] of before) {
				// One more of priority before another one may bring a regular turn between them.
				const cost = people.floor.tickets.get(id)!.lane === 'priority' ? 2 : 1;
				const most = next.includes(id) ? place : place + cost;
				expect(after.get(id)!).toBeLessThanOrEqual(most);
			}
			const turn = activeTurn(people.floor.tickets.get(ticketId)!)!;
			expect(joinReason(lane, turn.origin)).toBe('restored');
		}),
		{ numRuns: 100 }
	);
});
