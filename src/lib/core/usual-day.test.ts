import { describe, expect, test } from 'vitest';
import { busierThanUsual, shareArrived, usualArrivals } from './usual-day.ts';

const at = (hour: number, minute = 0) => Date.UTC(2023, 9, 13, hour - 7, minute);
const halves = [
	{ from: at(7), to: at(11, 30) },
	{ from: at(13), to: at(17) }
];

describe('the usual day', () => {
	test('brings everybody between its first and its last hour, two thirds before noon', () => {
		expect(shareArrived(halves, at(6))).toBe(0);
		expect(shareArrived(halves, at(12))).toBeCloseTo(0.625);
		expect(shareArrived(halves, at(17))).toBeCloseTo(1);
		expect(shareArrived(halves, at(19))).toBeCloseTo(1);
	});

	test('is laid over whatever halves a day has', () => {
		for (const some of [halves, halves.slice(0, 1), [...halves, { from: at(18), to: at(20) }]]) {
			const parts = usualArrivals(some);
			expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
			expect(parts[0]!.from).toBe(some[0]!.from);
			expect(parts[parts.length - 1]!.to).toBeCloseTo(some[some.length - 1]!.to);
		}
		expect(usualArrivals([])).toEqual([]);
	});

	test('is busy in the middle of the morning and calm before noon and in the evening', () => {
		expect(busierThanUsual(halves, at(8))).toBeGreaterThan(1.5);
		expect(busierThanUsual(halves, at(11))).toBeLessThan(0.6);
		expect(busierThanUsual(halves, at(16, 30))).toBeLessThan(0.5);
		expect(busierThanUsual([], at(8))).toBe(1);
	});
});
