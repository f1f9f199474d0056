import { describe, expect, it } from 'vitest';
import type { BoardCall } from '#lib/core/view/board-view.ts';
import {
	ageMs,
	isMarked,
	listed,
	nextTiles,
	NO_TILES,
	numberOf,
	type Now,
	type Tiles
} from './call-tiles.ts';

const NINE = Date.parse('2023-10-13T09:00:00+07:00');
const now = (seconds: number, speed = 1): Now => ({
	realMs: seconds * 1000,
	at: NINE + seconds * 1000 * speed,
	speed
});

function call(number: number, seconds: number, more: Partial<BoardCall> = {}): BoardCall {
	return {
		key: `A-${number}/0.0.${more.calls ?? 1}`,
		prefix: 'A',
		number,
		booth: { id: 'b5', number: 5, word: 'bàn', seats: 1, area: null, place: null },
		areaId: null,
		serviceId: 'card',
		calledAt: NINE + seconds * 1000,
		calls: 1,
		state: 'called',
		...more
	};
}

/** Lets a board live through moments: calls as they stand then, newest first, and the second. */
function through(moments: [seconds: number, calls: BoardCall[]][]): Tiles {
	return moments.reduce((tiles, [at, calls]) => nextTiles(tiles, calls, now(at)), NO_TILES);
}

const numbers = (tiles: Tiles) => tiles.tiles.map((tile) => numberOf(tile.call));

describe('calls side by side', () => {
	it('one call has the whole board', () => {
		const tiles = through([[0, [call(17, 0)]]]);
		expect(tiles).toMatchObject({ grid: 1, tiles: [{ slot: 0 }] });
		expect(numbers(tiles)).toEqual(['A-017']);
	});

	it.each([
		[2, 2],
		[3, 4],
		[5, 6],
		[8, 8],
		[9, 12],
		[14, 20]
	])('%i calls in one breath stand in a grid of %i', (count, grid) => {
		const calls = Array.from({ length: count }, (_, i) => call(i + 1, 0)).reverse();
		const tiles = through([[0, calls]]);
		expect(tiles.grid).toBe(grid);
		expect(tiles.tiles).toHaveLength(count);
	});

	it('a call stands large for 15 seconds, also when its citizen is at the booth after three', () => {
		const first = call(1, 0);
		const here = { ...first, state: 'here' as const };
		const later = [call(3, 5), call(2, 4), here];
		const at = (seconds: number) =>
			numbers(
				through([
					[0, [first]],
					[5, later],
					[seconds, later]
				])
			);
		expect(at(14)).toContain('A-001');
		expect(at(16)).not.toContain('A-001');
	});

	it('a number keeps its place while others come and go', () => {
		const before = through([[0, [call(2, 0), call(1, 0)]]]);
		const [one] = before.tiles.filter((tile) => tile.call.number === 1);
		const after = nextTiles(before, [call(4, 6), call(3, 5), call(2, 0), call(1, 0)], now(6));
		expect(after.tiles.find((tile) => tile.call.number === 1)?.slot).toBe(one?.slot);
		expect(new Set(after.tiles.map((tile) => tile.slot)).size).toBe(4);
	});

	it('a second call of a number takes the place of the first and is fresh again', () => {
		const tiles = through([
			[0, [call(1, 0)]],
			[20, [call(1, 20, { calls: 2 }), call(1, 0)]]
		]);
		expect(tiles.tiles).toHaveLength(1);
		expect(tiles.tiles[0]).toMatchObject({ sinceMs: 20_000, call: { calls: 2 } });
	});

	it('a call that was taken back is gone at once', () => {
		const tiles = through([
			[0, [call(2, 0), call(1, 0)]],
			[1, [call(2, 0), { ...call(1, 0), state: 'gone' }]]
		]);
		expect(numbers(tiles)).toEqual(['A-002']);
	});

	it('when nothing is fresh the last call stays', () => {
		const tiles = through([
			[0, [call(1, 0)]],
			[300, [{ ...call(1, 0), state: 'here' }]]
		]);
		expect(numbers(tiles)).toEqual(['A-001']);
	});

	it('a call that nobody answered stays beside the next one, and goes after a minute', () => {
		const both = [call(2, 30), call(1, 0)];
		const seen = through([
			[0, [call(1, 0)]],
			[30, both]
		]);
		expect(numbers(seen).sort()).toEqual(['A-001', 'A-002']);
		expect(numbers(nextTiles(seen, both, now(70)))).toEqual(['A-002']);
	});

	it('a call that had its time does not come back as news', () => {
		const calls = Array.from({ length: 4 }, (_, i) => call(i + 1, 0)).reverse();
		let tiles = nextTiles(NO_TILES, calls, now(0));
		const more = [call(6, 16), call(5, 16), ...calls];
		tiles = nextTiles(tiles, more, now(16));
		expect(numbers(tiles).sort()).toEqual(['A-005', 'A-006']);
		expect(numbers(nextTiles(tiles, more, now(17))).sort()).toEqual(['A-005', 'A-006']);
	});

	it('twelve calls a minute all stand 15 seconds, and never more than four at once', () => {
		const calls: BoardCall[] = [];
		const stood = new Map<string, number>();
		let tiles = NO_TILES;
		for (let tenth = 0; tenth <= 3000; tenth++) {
			if (tenth % 50 === 0 && tenth <= 2800) calls.unshift(call(tenth / 50 + 1, tenth / 10));
			tiles = nextTiles(tiles, calls, now(tenth / 10));
			for (const number of numbers(tiles)) stood.set(number, (stood.get(number) ?? 0) + 1);
			expect(tiles.grid).toBeLessThanOrEqual(4);
		}
		expect(stood.size).toBe(57);
		expect(Math.min(...stood.values())).toBeGreaterThanOrEqual(150);
	});

	it('sixty booths that call in the same minute are all shown for 15 seconds', () => {
		const calls: BoardCall[] = [];
		const stood = new Map<string, number>();
		let tiles = NO_TILES;
		for (let tenth = 0; tenth <= 900; tenth++) {
			if (tenth % 10 === 0 && tenth < 600) calls.unshift(call(tenth / 10 + 1, tenth / 10));
			tiles = nextTiles(tiles, calls, now(tenth / 10));
			for (const number of numbers(tiles)) stood.set(number, (stood.get(number) ?? 0) + 1);
		}
		expect(stood.size).toBe(60);
		expect(Math.min(...stood.values())).toBeGreaterThanOrEqual(150);
	});

	it('the hall of a demo runs sixty times as fast, its board does not', () => {
		const fast = now(20, 60);
		expect(ageMs(call(1, 0, { calledAt: fast.at - 10 * 60_000 }), fast)).toBe(10_000);
	});

	it('in a demo that calls ten times a second a board shows some, each for 15 seconds, at most eight', () => {
		const calls: BoardCall[] = [];
		const stood = new Map<string, number>();
		let tiles = NO_TILES;
		for (let tenth = 0; tenth <= 900; tenth++) {
			const moment = now(tenth / 10, 60);
			if (tenth < 450) calls.unshift(call(tenth + 1, 0, { calledAt: moment.at }));
			tiles = nextTiles(tiles, calls.slice(0, 60), moment);
			expect(tiles.grid).toBeLessThanOrEqual(8);
			for (const number of numbers(tiles)) stood.set(number, (stood.get(number) ?? 0) + 1);
		}
		expect(stood.size).toBeGreaterThan(20);
		expect(Math.min(...stood.values())).toBeGreaterThanOrEqual(150);
	});
});

it('the newest call is marked for 20 seconds, with those called in the same breath', () => {
	const calls = [call(3, 10), call(2, 8), call(1, 0)];
	const { tiles } = through([[10, calls]]);
	const marked = (seconds: number) =>
		calls.filter((c) => isMarked(c, tiles, now(seconds))).map((c) => c.number);
	expect(marked(11)).toEqual([3, 2]);
	expect(marked(31)).toEqual([]);
});

it('the list beside has one line a number, without those that stand large or were taken back', () => {
	const calls = [
		call(4, 9),
		call(3, 8, { state: 'gone' }),
		call(2, 7, { calls: 2 }),
		call(2, 5),
		call(1, 0, { state: 'missed' })
	];
	const large = [{ call: calls[0]!, slot: 0, sinceMs: 0 }];
	expect(listed(calls, large).map((c) => `${c.number} ${c.calls}`)).toEqual(['2 2', '1 1']);
});
