import { describe, expect, test } from 'vitest';
import { THREE_HALLS } from '../../../src/demo/three-halls.ts';
import { HallDay } from './hall-day.ts';
import { Promises } from './promises.ts';
import { liveDays } from './simulate.ts';

const SONG_HINH = THREE_HALLS.find(({ id }) => id === 'song-hinh')!;

const told = (seed: number) => {
	const promises = new Promises();
	new HallDay(SONG_HINH, seed, promises.hear).run();
	return promises.all;
};

describe('a simulated day of a whole hall', () => {
	test('is the same for the same seed, and another for another', () => {
		const once = told(7);
		expect(told(7)).toEqual(once);
		expect(told(8)).not.toEqual(once);
	});

	test('calls everybody who took a number, some of them at once', () => {
		const all = told(3);
		expect(all.length).toBeGreaterThan(1_500);
		expect(all.filter(({ calledAt }) => calledAt === null).length).toBeLessThan(5);
		expect(all.some(({ free }) => free)).toBe(true);
	});
});

/** Few days, so the bounds are wide; the figures to reach are those of `npm run simulate -- forecast`. */
describe('what people are told on simulated days', () => {
	const { first, later } = liveDays(SONG_HINH, 4, 20);

	test('holds their wait in most cases, at the gate and for later steps', () => {
		for (const figures of [first, later]) {
			expect(figures.insideShare).toBeGreaterThan(0.55);
			expect(figures.insideShare).toBeLessThan(0.88);
			expect(figures.aboveShare).toBeLessThan(0.22);
		}
	});

	test('is narrower than the wait itself, and nearer to it than number ahead × fixed minutes', () => {
		expect(first.medianWidthMs).toBeLessThan(0.8 * first.medianWaitMs);
		expect(first.errorMs.own).toBeLessThan(first.errorMs.others);
	});

	test('is "now" for whoever finds a seat free, and then they are called', () => {
		expect(first.free).toBeGreaterThan(100);
		expect(first.freeInside / first.free).toBeGreaterThan(0.95);
	});
});
