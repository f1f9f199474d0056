import { describe, expect, it } from 'vitest';
import { area, booth, catalogue, service, TestHall } from './hall.fixture.ts';
import { evolve } from './evolve.ts';
import { emptyFloor } from './floor.ts';
import { partOf, WHOLE_HALL } from './view/board-part.ts';
import { boardView } from './view/board-view.ts';
import { MOVE_TOLD_MS } from './view/hall-view.ts';
import { catalogueOf } from './view/operations-view.ts';
import { phoneView } from './view/phone-view.ts';
import { slipView } from './view/slip-view.ts';

function hallOfAreas(): TestHall {
	return new TestHall(
		catalogue({
			areas: [area('a', 'Khu A', 'sân ủy ban'), area('b', 'Khu B')],
			services: [
				service('card', { areaId: 'a' }),
				service('activation', { areaId: 'b', position: 1 })
			],
			booths: [booth(1, ['card'], { areaId: 'a' }), booth(2, ['activation'], { areaId: 'b' })]
		})
	);
}

const move = (hall: TestHall, place: string, id = 'a') => {
	const { name, withdrawn } = hall.floor.areas.get(id)!;
	const words = { vi: place, en: place };
	return hall.press({ kind: 'set-area', area: { id, name, place: words, withdrawn } }, 'organiser');
};
const phone = (hall: TestHall, id: string) =>
	phoneView(hall.floor, hall.at, hall.floor.tickets.get(id)!, true);

describe('an area that is moved', () => {
	it('boards say so for a while, and the new place at each of its calls for ever', () => {
		const hall = hallOfAreas();
		hall.pass(60);
		const before = boardView(hall.floor, hall.at);
		expect(before.moves).toEqual([]);
		move(hall, 'nhà văn hóa');
		const [told] = boardView(hall.floor, hall.at).moves;
		expect(told).toMatchObject({
			areaId: 'a',
			place: { vi: 'nhà văn hóa' },
			since: hall.at,
			booths: ['b1']
		});
		hall.at += MOVE_TOLD_MS + 1;
		hall.issue(['card']);
		hall.callNext('b1');
		const later = boardView(hall.floor, hall.at);
		expect(later.moves).toEqual([]);
		expect(later.calls[0]?.booth).toMatchObject({
			area: { vi: 'Khu A' },
			place: { vi: 'nhà văn hóa' }
		});
	});

	it('a board of another area says nothing of it', () => {
		const hall = hallOfAreas();
		move(hall, 'nhà văn hóa');
		const state = boardView(hall.floor, hall.at);
		const moves = (part: object) => partOf(state, { ...WHOLE_HALL, ...part }).moves.length;
		expect([
			moves({ areas: ['a'] }),
			moves({ services: ['card'] }),
			moves({ booths: ['b1'] })
		]).toEqual([1, 1, 1]);
		expect([moves({ areas: ['b'] }), moves({ services: ['activation'] })]).toEqual([0, 0]);
	});

	it('phones of those who wait there are told; who takes a number later reads the new place alone', () => {
		const hall = hallOfAreas();
		const early = hall.issue(['card']);
		const elsewhere = hall.issue(['activation']);
		hall.pass(10);
		move(hall, 'nhà văn hóa');
		hall.pass(10);
		const late = hall.issue(['card']);
		expect(phone(hall, early).moved).toMatchObject({ place: { vi: 'nhà văn hóa' } });
		expect(phone(hall, elsewhere).moved).toBeNull();
		expect(phone(hall, late).moved).toBeNull();
		expect(phone(hall, late).steps[0]).toMatchObject({ place: { vi: 'nhà văn hóa' } });
		const slip = slipView(hall.floor, hall.at, hall.floor.tickets.get(late)!);
		expect(slip.steps[0]).toMatchObject({ area: { vi: 'Khu A' }, place: { vi: 'nhà văn hóa' } });
	});

	it('numbers, places in the queue and booths stay as they are', () => {
		const hall = hallOfAreas();
		const [first, second] = [hall.issue(['card']), hall.issue(['card'])];
		move(hall, 'nhà văn hóa');
		expect(phone(hall, second).ahead).toBe(1);
		expect(hall.callNext('b1')).toBe(first);
	});

	it('comes back as it was moved: by saying where it is', () => {
		const hall = hallOfAreas();
		const id = hall.issue(['activation']);
		hall.pass(1);
		move(hall, 'sân', 'b');
		hall.pass(1);
		move(hall, '', 'b');
		expect(phone(hall, id).moved).toMatchObject({ place: null, since: hall.at });
	});

	it('a new name, and the opening itself, are no move', () => {
		const hall = hallOfAreas();
		const known = hall.floor.areas.get('a')!;
		const name = { vi: 'Khu Một', en: 'Area One' };
		const { id, place, withdrawn } = known;
		hall.press({ kind: 'set-area', area: { id, name, place, withdrawn } }, 'organiser');
		expect(hall.floor.areas.get('a')).toMatchObject({ name, movedAt: null });
	});

	it('the journal folded anew knows the same place and time, and an opening again moves nothing', () => {
		const hall = hallOfAreas();
		hall.pass(30);
		move(hall, 'nhà văn hóa');
		const movedAt = hall.at;
		hall.press({ kind: 'close' }, 'organiser');
		hall.pass(30);
		hall.press({ kind: 'open', catalogue: catalogueOf(hall.floor) }, 'organiser');
		const again = emptyFloor(7, hall.floor.rules);
		for (const entry of hall.journal) evolve(again, entry);
		expect(again.areas.get('a')).toEqual(hall.floor.areas.get('a'));
		expect(again.areas.get('a')?.movedAt).toBe(movedAt);
	});
});
