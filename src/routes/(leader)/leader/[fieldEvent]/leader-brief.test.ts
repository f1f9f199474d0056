import { describe, expect, it } from 'vitest';
import { booth, catalogue, service, TestHall } from '#lib/core/hall.fixture.ts';
import { leaderView } from '#lib/core/view/leader-view.ts';
import { boothGroups } from './booth-groups.ts';
import { blockersOf, verdictOf } from './leader-brief.ts';

/** One service with a target, one booth of it with an officer; a day of 8 1/2 hours, two days. */
function hallWith(target: number | null, more: Parameters<typeof catalogue>[0] = {}) {
	return new TestHall(
		catalogue({ services: [service('card', { target })], booths: [booth(1, ['card'])], ...more })
	);
}
const view = (hall: TestHall) => leaderView(hall.floor, hall.at);
const verdict = (hall: TestHall) => verdictOf(view(hall), hall.at);

function serve(hall: TestHall, count: number) {
	for (let i = 0; i < count; i++) {
		hall.issue(['card']);
		const ticket = hall.callNext('b1');
		hall.press({ kind: 'start', ticketId: ticket });
		hall.pass(5);
		hall.finish(ticket, 'card');
	}
}

describe('are we on target?', () => {
	it('nobody set a target', () => expect(verdict(hallWith(null))).toEqual({ kind: 'no-target' }));
	it('in the first minutes it is too early to tell', () =>
		expect(verdict(hallWith(100))).toEqual({ kind: 'early' }));

	it('twelve in the first hour of seventeen are on course for a hundred', () => {
		const hall = hallWith(100);
		serve(hall, 12);
		expect(verdict(hall)).toEqual({ kind: 'on-course' });
	});

	it('twelve in the first hour are behind for a thousand, and the service is named', () => {
		const hall = hallWith(1000);
		serve(hall, 12);
		hall.pass(120);
		expect(verdict(hall)).toMatchObject({ kind: 'behind', services: [{ vi: 'card' }] });
	});

	it('the target is reached', () => {
		const hall = hallWith(3);
		serve(hall, 3);
		expect(verdict(hall)).toEqual({ kind: 'reached' });
	});
});

describe('what holds us back?', () => {
	const kinds = (hall: TestHall) => blockersOf(view(hall)).map((blocker) => blocker.kind);

	it('nothing, in a hall that runs', () => {
		const hall = hallWith(100);
		serve(hall, 3);
		expect(kinds(hall)).toEqual([]);
	});

	it('a paused service comes first, with its public reason', () => {
		const hall = hallWith(100);
		hall.press({ kind: 'pause', scope: 'service', id: 'card', reasonId: 'line-down' }, 'organiser');
		expect(blockersOf(view(hall))[0]).toMatchObject({
			kind: 'paused',
			names: [{ vi: 'card' }],
			pause: { words: { vi: 'Hệ thống nghiệp vụ tạm gián đoạn' } }
		});
	});

	it('a queue that nobody serves', () => {
		const hall = hallWith(100);
		hall.issue(['card']);
		hall.press({ kind: 'leave-booth', boothId: 'b1' });
		expect(kinds(hall)).toEqual(['unserved']);
	});

	it('a long wait, and the booths that could shorten it', () => {
		const hall = hallWith(100, { booths: [booth(1, ['card']), booth(2, ['card'])] });
		hall.press({ kind: 'leave-booth', boothId: 'b2' }, 'officer-2');
		for (let i = 0; i < 20; i++) hall.issue(['card']);
		expect(blockersOf(view(hall))).toMatchObject([
			{ kind: 'wait', waiting: 20 },
			{ kind: 'booths', closed: 1, paused: 0 }
		]);
	});

	it('one reason that stopped five people', () => {
		const hall = hallWith(100);
		for (let i = 0; i < 5; i++) {
			hall.issue(['card']);
			const ticket = hall.callNext('b1');
			hall.press({ kind: 'start', ticketId: ticket });
			hall.finish(ticket, 'card', { outcome: 'failed' });
		}
		expect(blockersOf(view(hall))).toMatchObject([{ kind: 'reason', reason: { total: 5 } }]);
	});
});

it('booths are held against those of the same service only, in order of their numbers', () => {
	const hall = new TestHall(
		catalogue({
			services: [service('level-2'), service('activation', { position: 1 })],
			booths: [booth(3, ['activation']), booth(2, ['level-2']), booth(1, ['level-2'])]
		})
	);
	const groups = boothGroups(view(hall));
	expect(groups.map((group) => group.booths.map((on) => on.booth.number))).toEqual([[1, 2], [3]]);
	expect(groups[0]?.bands).toEqual({ below: 0, normal: 0, above: 0, none: 2 });
});
