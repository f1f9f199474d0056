import { describe, expect, it } from 'vitest';
import { pageMs, queuePages } from './queue-pages.ts';

describe('the queues of a board', () => {
	it('stand on one page when they fit, gaps counted', () => {
		expect(queuePages([100, 100, 100], 320, 10)).toEqual([[0, 1, 2]]);
		expect(queuePages([100, 100, 100], 319, 10)).toHaveLength(2);
		expect(queuePages([], 300, 10)).toEqual([]);
	});

	it('are dealt over pages in their order, evenly, every one whole on exactly one page', () => {
		const ten = Array.from({ length: 10 }, () => 170);
		const pages = queuePages(ten, 820, 10);
		expect(pages.map((page) => page.length)).toEqual([4, 4, 2]);
		expect(pages.flat()).toEqual(ten.map((_, index) => index));
		expect(queuePages([170, 170, 170, 170, 170, 170], 820, 10).map((page) => page.length)).toEqual([
			3, 3
		]);
	});

	it('never overflow a page, whatever their heights', () => {
		const heights = [120, 260, 90, 310, 200, 150, 400, 80, 220, 130];
		for (let room = 400; room < 2400; room += 37) {
			for (const page of queuePages(heights, room, 12)) {
				const used = page.reduce((sum, index) => sum + heights[index]! + 12, -12);
				expect(used).toBeLessThanOrEqual(room);
			}
		}
	});

	it('taller than the page itself stand alone', () => {
		expect(queuePages([500, 100, 100], 300, 10)).toEqual([[0], [1, 2]]);
	});

	it('stay long enough to be read', () => {
		expect(pageMs(1)).toBe(10_000);
		expect(pageMs(5)).toBe(15_000);
	});
});
