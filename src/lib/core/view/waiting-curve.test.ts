import { expect, it } from 'vitest';
import { TestHall } from '../hall.fixture.ts';
import { leaderView } from './leader-view.ts';
import { waitingAt, waitingNow } from './waiting-curve.ts';

it('the curve of those who wait is what the queues held at each moment', () => {
	const hall = new TestHall();
	const seen: { at: number; waiting: number }[] = [];
	const look = () => seen.push({ at: hall.at, waiting: waitingNow(hall.floor) });
	const first = hall.issue(['level-2', 'activation']);
	hall.issue(['level-2']);
	hall.issue(['activation']);
	look();
	hall.pass(4);
	hall.callNext('b1');
	look();
	hall.pass(4);
	hall.press({ kind: 'start', ticketId: first });
	hall.finish(first, 'level-2');
	look();
	hall.pass(4);
	hall.callNext('b2');
	hall.callNext('b1');
	look();
	hall.pass(4);
	expect(seen.map(({ waiting }) => waiting)).toEqual([3, 2, 3, 1]);
	expect(
		waitingAt(
			hall.floor,
			seen.map(({ at }) => at)
		)
	).toEqual([3, 2, 3, 1]);
});

it('a cancelled ticket waits nowhere, and the last point is what waits now', () => {
	const hall = new TestHall();
	hall.issue(['level-2']);
	const gone = hall.issue(['level-2']);
	hall.press({ kind: 'cancel', ticketId: gone }, 'gate');
	hall.pass(7);
	hall.issue(['activation']);
	const { curve, waiting } = leaderView(hall.floor, hall.at);
	expect(curve.map((point) => point.waiting)).toEqual([1, 2]);
	expect(curve.at(-1)?.waiting).toBe(waiting);
});
